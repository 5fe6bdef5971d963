"""People, places and organisations where a text names them."""
