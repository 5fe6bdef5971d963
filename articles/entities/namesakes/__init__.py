"""Tells the bearers of one name apart by grouping the articles with the name by person."""
