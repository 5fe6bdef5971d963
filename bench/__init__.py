"""Speed and quality, measured by hand."""
