"""From a question to the words of the sources that answer it: find, verify, say who disagrees. Pure functions."""
