"""How dates and numbers are written and read where Django's own formats are not those of a Vietnamese newsroom."""
