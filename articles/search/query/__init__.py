"""What a query asks for: its language, the entities it names, synonyms and corrections."""
