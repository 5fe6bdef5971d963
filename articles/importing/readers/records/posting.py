"""What a system for publishing says of an entry: whether it is an article, and was posted."""

from collections.abc import Mapping
from typing import Any, Final

from articles.importing.readers.records.record_names import compact

# How editors are told of each kind and how many there are.
PAGES: Final = "pages of the site, passed over: {count}"
FILES: Final = "pictures and files, passed over: {count}"
DRAFTS: Final = "drafts, passed over: {count}"
OTHERS: Final = "menus, copies and parts of the site, passed over: {count}"
_KINDS: Final = {
    "page": PAGES,
    "attachment": FILES,
    "nav_menu_item": OTHERS,
    "revision": OTHERS,
    "custom_css": OTHERS,
    "customize_changeset": OTHERS,
    "oembed_cache": OTHERS,
    "wp_block": OTHERS,
    "wp_template": OTHERS,
    "wp_template_part": OTHERS,
    "wp_global_styles": OTHERS,
    "wp_navigation": OTHERS,
}
# States of entries that nobody has read: in WordPress, Ghost, and others in words.
_UNPOSTED: Final = frozenset({"draft", "auto-draft", "pending", "future", "trash", "private", "scheduled", "inherit"})
_KIND_NAMES: Final = frozenset({"posttype", "type", "nodetype"})
_STATE_NAMES: Final = frozenset({"poststatus", "status"})
# Joomla's state of an article: 1 posted, 0 not, 2 in the archive, -2 in the bin.
_JOOMLA_STATE: Final = "state"
_JOOMLA_UNPOSTED: Final = frozenset({"0", "-2"})
_OF_JOOMLA: Final = frozenset({"introtext", "catid", "createdbyalias"})
# Drupal's, and that of Django and others: a column "status" or "published" beside the name of the table's own.
_OF_DRUPAL: Final = frozenset({"nid", "vid"})


def kind_not_posted(kind: str, state: str) -> str:
    """Return what an entry of such a type and state is that is no posted article, "" where it is one."""
    return _KINDS.get(kind.strip().lower(), "") or (DRAFTS if state.strip().lower() in _UNPOSTED else "")


def why_not_posted(record: Mapping[str, Any]) -> str:
    """Return what a record is that is no posted article by its type and its state, "" where it may be one."""
    values = {compact(name): str(value).strip() for name, value in record.items() if isinstance(value, str | int)}
    kind = next((values[name] for name in _KIND_NAMES if name in values), "")
    state = next((values[name] for name in _STATE_NAMES if name in values), "")
    is_unposted = (not _OF_JOOMLA.isdisjoint(values) and values.get(_JOOMLA_STATE) in _JOOMLA_UNPOSTED) or (
        not _OF_DRUPAL.isdisjoint(values) and state == "0"
    )
    return kind_not_posted(kind, state) or (DRAFTS if is_unposted else "")
