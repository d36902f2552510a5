"""Tests: one file per module, run with `make test`."""
