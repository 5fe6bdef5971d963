"""The state of the archive, for people and for programs: one set of checks for pages, /healthz and /metrics."""
