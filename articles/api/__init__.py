"""The archive for programs: a JSON API under /api/v1/, and tools for assistants by the Model Context Protocol.

Both give the same answers, which `search_answers`, `article_answers`, `entity_answers` and `collection_answers` make.
"""
