"""Query lists: many queries asked at once, answered in the background, kept for the user who asked."""
