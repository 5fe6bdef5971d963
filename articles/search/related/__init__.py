"""What is related to an article or an entity: similar articles, entity profiles."""
