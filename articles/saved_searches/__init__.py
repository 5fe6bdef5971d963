"""Searches that readers save: trying new articles on them, and mails about what they found."""
