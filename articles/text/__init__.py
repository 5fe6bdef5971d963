"""Vietnamese text: normal forms, terms, offsets. Pure Python."""
