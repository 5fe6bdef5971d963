"""The systems that `bench.search` compares, each run in a process of its own."""
