"""Backup and restore of the whole database, and the proof that both hold the same."""
