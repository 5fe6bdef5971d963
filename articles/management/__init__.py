"""What the commands of the archive share; Django looks for them here."""
