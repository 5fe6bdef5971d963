"""Rules that separate an article's own words from what a page or a layout puts around them."""
