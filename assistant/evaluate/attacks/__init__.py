"""Attacks on a reader of articles: what is written, how it is shipped, and how one sees that it worked."""
