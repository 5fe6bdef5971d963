"""Pairs of entities that may be one: found by their names, weighed by whom they are named with."""
