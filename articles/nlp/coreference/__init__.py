"""Several forms of one name in an article, joined to one."""
