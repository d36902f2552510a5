"""A draft against sources: every sentence gets a verdict, the words it rests on, and why."""
