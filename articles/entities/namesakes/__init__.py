"""Tells the bearers of one name apart: the articles of a name, grouped by person."""
