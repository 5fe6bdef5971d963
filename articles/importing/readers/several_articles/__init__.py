"""Texts, documents and pages that hold several articles, one below another."""
