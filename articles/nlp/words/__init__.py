"""Words of Vietnamese text, as offsets into it."""
