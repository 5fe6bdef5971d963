"""Tests of what is found as said, and by whom."""
