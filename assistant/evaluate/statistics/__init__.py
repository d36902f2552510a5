"""Figures over cases: what a metric comes to, how sure it is, and what two runs differ in. See docs/statistics.md."""
