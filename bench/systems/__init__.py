"""The systems that `bench.search_speed` compares; each runs in its own process."""
