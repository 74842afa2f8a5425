"""What the demo's units ask each other."""

from referrals.demo.load import load

__all__ = ["load"]
