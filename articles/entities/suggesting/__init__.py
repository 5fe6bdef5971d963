"""Suggests merges: names that may be of one entity, rated by the entities in the same articles."""
