"""Words and entities of documents and articles, found in processes beside the one that stores them."""
