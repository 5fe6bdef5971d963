"""The lines of plain text: whole again where a program cut them, quoted, as blocks."""
