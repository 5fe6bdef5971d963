"""The index in step with the database: articles indexed as they change, the index rebuilt, both compared.

Importing goes one way: article_entities, fingerprint, lifecycle, outbox; and consistency, which needs no outbox.
"""
