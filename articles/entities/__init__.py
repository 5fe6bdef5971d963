"""Which entity a name means: decisions of editors, and merges that all articles together speak for.

    rules              the entity that a recognised name means, computed from merges and splits
    article_counts     the number of articles of each entity
    protecting         protected names of an older archive, taken from its entities
    stored_rules       the merges and splits in force, read from the database
    forgotten_names    names of people that an administrator had forgotten
    province_entities  former provinces, linked with those of today
    settling           mentions moved to the entity that they mean
    effects            what each kind of decision changes, made of the above
    deciding           decisions made, previewed and undone: what the admin calls
    namesakes/         the articles of a name, grouped by its bearers
    suggesting/        entities that may be one, for editors
    resolving/         entities that are one beyond doubt, merged by the archive

Each imports only those above it.
"""
