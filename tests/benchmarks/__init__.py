"""Benchmarks: measured by hand, not collected with the tests."""
