"""`make bench`: what a page costs, in ratios measured in one run (docs/performance.md)."""
