"""Documents of office programs: Word, OpenDocument, rich text, PDF."""
