"""Reading Vietnamese: words, the names of people, places and organisations, and dates."""
