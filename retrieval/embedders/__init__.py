"""Embedders: one file each, all behind the contract of retrieval.embedder."""
