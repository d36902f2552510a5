"""Words that a reader of an article does not see: which of them are worth telling of."""

from collections.abc import Iterable

from assistant.schema import Caution

SHOWN = 200
"""Characters of the first hidden piece that a caution holds."""


def cautions(pieces: Iterable[tuple[str, str]]) -> tuple[Caution, ...]:
    """One caution for each means of hiding, from pieces of (means, words) in the order of the document.

    Pieces that hold no words are passed over.
    """
    found: dict[str, list[str]] = {}
    for means, words in pieces:
        said = " ".join(words.split())
        if said:
            found.setdefault(means, []).append(said)
    return tuple(Caution("hidden", means, said[0][:SHOWN], count=len(said)) for means, said in found.items())
