"""Articles to take away: as rows of a table (CSV, XLSX), as JSON Lines, and as citations.

The modules within import in one direction: exported_articles, exported_columns, citation, citation_formats.
"""
