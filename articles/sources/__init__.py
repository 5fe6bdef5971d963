"""Sources made one: which names are of one paper, who is credited, and what editors decide about it.

credit_rows        the sources that articles name, as rows
source_decisions   decisions of editors: made, foreseen and undone
source_resolving   older archives brought to the names that imports give today
"""
