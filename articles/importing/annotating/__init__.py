"""Words and entity mentions of documents, found by worker processes beside the process that stores them."""
