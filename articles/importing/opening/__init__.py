"""From files and folders to documents. Archives are opened, within limits, by what they hold, not by their names."""
