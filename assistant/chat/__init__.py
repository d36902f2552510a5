"""A conversation about articles: what a line that was typed comes to, and the terminals it is shown on."""
