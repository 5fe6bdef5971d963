"""Search engines as backends of django-haystack, inside the process or a cluster: each package here is one.

A connection names its engine by a dotted path such as `haystack_engines.tantivy.TantivyEngine`; the engine's own
library is imported only then. README.md lists the engines and the settings.

What filters cannot express is asked for by clauses, with `Clauses` as the value of a filter:

    SearchQuerySet().filter(content=Clauses(DisMax((Term("title", "bridge", 2.0), Term("text", "bridge")))))

Errors are haystack.exceptions.SearchBackendError; `IndexMissing`, `IndexUnreachable` and `IndexIncomplete` (part of it
cannot be searched now) are such. `ClauseBackend`, the backend of a connection,
adds to Haystack's: `rebuild` (a new index beside the old one), `replace` (add and remove in one commit), `reader` (an
`IndexReader`), `percolated` (objects to try a `clause_matcher` on, in no index), `versions` (`IndexVersions`: folder
and stamp of the index), `document_count`, `layout` and `cannot`.
Within `time_limit` a search that takes too long ends with `SearchTooLong`; `check_time` and `checked_often` are for the
code around it. Searches within `OneCommit` see the same commit. Of an index on other machines, a `DistantReader` can be
asked for many things at once.
An engine of your own is a subclass of it that writes `IndexedDocument`s, beside `ClauseQuery`.
"""

from haystack_engines.backend import ClauseBackend
from haystack_engines.clause_query import ClauseQuery
from haystack_engines.clauses import (
    And,
    AtLeast,
    Boosting,
    Chain,
    Clause,
    Clauses,
    DisMax,
    Everything,
    Filter,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Range,
    Term,
    Terms,
    Unbroken,
    Within,
    wanted_terms,
)
from haystack_engines.field_types import FieldType, PlacedField, field_type, words
from haystack_engines.index_errors import IndexIncomplete, IndexUnreachable
from haystack_engines.index_reader import DistantReader, IndexReader, OneCommit, TermTest
from haystack_engines.index_versions import IndexMissing, IndexVersions
from haystack_engines.indexed_documents import IndexedDocument
from haystack_engines.memory import release_memory
from haystack_engines.percolation import Matcher, PercolatedDocument, clause_matcher
from haystack_engines.percolation_table import PercolationTable, RequiredTerm, required_terms
from haystack_engines.search_time import SearchAbandoned, SearchTooLong, check_time, checked_often, time_limit

__all__ = [
    "And",
    "AtLeast",
    "Boosting",
    "Chain",
    "Clause",
    "ClauseBackend",
    "ClauseQuery",
    "Clauses",
    "DisMax",
    "DistantReader",
    "Everything",
    "FieldType",
    "Filter",
    "IndexIncomplete",
    "IndexMissing",
    "IndexReader",
    "IndexUnreachable",
    "IndexVersions",
    "IndexedDocument",
    "Matcher",
    "Near",
    "Not",
    "Nothing",
    "OneCommit",
    "Or",
    "PercolatedDocument",
    "PercolationTable",
    "Phrase",
    "PlacedField",
    "Prefix",
    "Range",
    "RequiredTerm",
    "SearchAbandoned",
    "SearchTooLong",
    "Term",
    "TermTest",
    "Terms",
    "Unbroken",
    "Within",
    "check_time",
    "checked_often",
    "clause_matcher",
    "field_type",
    "release_memory",
    "required_terms",
    "time_limit",
    "wanted_terms",
    "words",
]
