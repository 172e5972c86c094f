"""Rules of a learning loop, as functions on plain values: no table, no web, no clock."""

__all__: list[str] = []
