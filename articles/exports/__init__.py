"""Articles to take away: as rows of a table (CSV, XLSX), as JSON Lines, and as citations."""
