"""What parts of the archive tell each other without knowing each other."""

from django.dispatch import Signal

# Articles were written in bulk and committed, which sends no post_save. Argument: ids, a list of article ids. A
# receiver that could not follow answers False, and is told again by who can.
articles_changed = Signal()

# An editor's decision touched articles; sent within its transaction. Argument: ids, a list of article ids.
articles_decided = Signal()
