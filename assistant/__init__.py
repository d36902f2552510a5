"""Reads articles, ties every claim to its exact words, and finds where sources contradict each other."""

__version__ = "0.1.0"
