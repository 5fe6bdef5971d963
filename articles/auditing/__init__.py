"""The audit trail's watch: which acts are recorded, and whose they are."""
