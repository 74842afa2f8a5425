"""`make drill`: breaks things on purpose, on servers of its own, and looks at what is left (docs/operations.md)."""
