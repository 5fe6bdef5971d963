"""Turns a query into clauses for the engine, and weighs them."""
