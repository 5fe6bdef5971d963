"""Records of newspapers and archives, and the documents of text editors in them."""
