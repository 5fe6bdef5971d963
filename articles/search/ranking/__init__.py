"""Compiles a query to clauses for the engine, with the boosts by which articles are ranked."""
