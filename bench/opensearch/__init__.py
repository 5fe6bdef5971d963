"""OpenSearch for tests and benchmarks: its libraries from Maven, and nodes as processes of this machine."""
