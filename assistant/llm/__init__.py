"""The only rooms that know a model exists: calls, transports, prompts, structured questions."""
