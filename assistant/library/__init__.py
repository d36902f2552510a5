"""What questions are put to: articles as passages, claims and findings, kept so that they are made once.

What belongs to an article is kept by its content, what was found in a story by those of its articles: an added
article costs its own part and its own story.
"""

from assistant.library.forget import Wanted, entries_of, told_in
from assistant.library.keeper import Keeper
from assistant.library.shelved import Library, Means, open_library

__all__ = ["Keeper", "Library", "Means", "Wanted", "entries_of", "open_library", "told_in"]
