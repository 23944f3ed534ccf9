"""Engines: one file each, all behind the contract of retrieval.engine."""
