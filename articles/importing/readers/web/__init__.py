"""Web pages: their elements, the element that holds the article, and the metadata that a page states."""
