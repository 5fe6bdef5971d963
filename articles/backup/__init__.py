"""The whole archive as JSON Lines, and back: the same articles, entities and addresses, without any annotation anew."""
