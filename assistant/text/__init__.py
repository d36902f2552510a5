"""Pure functions over text: sentences, words, the quote locator, and the facts of a statement."""
