"""The pages of the archive, one module for each page or family of pages. What they share is in `parts`."""
