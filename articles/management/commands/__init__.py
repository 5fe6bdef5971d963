"""Commands of the archive, which only call other packages."""
