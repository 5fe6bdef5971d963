"""Trains and judges the models that recognise names; nothing of it runs in the archive."""
