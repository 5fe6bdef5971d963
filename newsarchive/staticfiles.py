"""Where the names of static files come from."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class CollectedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names that change with the content, for files that `collectstatic` has seen; plain names for all others.

    So tests and a fresh clone work without collecting, and a file added later is not an error.
    """

    def stored_name(self, name: str) -> str:
        """Return the name under which a file is served."""
        collected = self.hash_key(self.clean_name(name)) in self.hashed_files
        return str(super().stored_name(name)) if collected else name
