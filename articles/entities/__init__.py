"""Decisions of editors about entities, what follows from them, and suggestions of more.

    rules          the entity that a recognised name means, computed from merges and splits
    stored_rules   those merges and splits, read from the database
    settling       mentions moved to the entity that they mean
    effects        what each kind of decision changes, made of the above
    deciding       decisions made, previewed and undone: what the admin calls

Beside them article_counts keeps the number of articles of each entity, province_entities links former provinces with
those of today, and suggesting/ finds entities that may be one.
"""
