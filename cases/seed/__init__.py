"""Data of any size with the shape of the real work, for measuring. Everybody is made up."""

from cases.seed.load import Seeded, seed

__all__ = ["Seeded", "seed"]
