"""Benchmarks of speed and quality, and long tests; run by hand, not by bin/test."""
