"""Export of the whole archive as JSON Lines, and its restoration, without annotating the articles again."""
