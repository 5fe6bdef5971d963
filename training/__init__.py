"""Trains and scores the models that recognise names. The archive does not import it."""
