"""Names of a sentence that the sources do not have, or have in another part."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.check.align import SLIP, SPELLED, Aligned
from assistant.check.flag import Flag
from assistant.check.source import Line, Source
from assistant.text.lexicon import entry, lemma, related
from assistant.text.names import Name, initials

NONE = frozenset[str]()
ALIASES = {
    **dict.fromkeys(("uk", "britain", "british"), frozenset("uk u.k britain british".split())),
    **dict.fromkeys(("us", "usa", "u.s", "america", "american"), frozenset("u.s usa america american".split())),
    **dict.fromkeys(("eu", "europe", "european"), frozenset("eu e.u europe european".split())),
    **dict.fromkeys(("un", "u.n"), frozenset("un u.n nations".split())),
}
"""Names that are said in several ways and that no initials join."""
BESIDE = 4
"""Words from a verb within which a name may be its subject or object."""
LINKS = frozenset("of the and de unk".split())
"""Words within names that name nothing."""
PARTLY = 0.5
"""What a missing first name counts where the last one is there."""


def naming(aligned: Aligned, source: Source) -> Iterator[Flag]:
    """What speaks against the names of a sentence."""
    for name in aligned.line.facts.names:
        words = [word for word in name.core.split() if word not in LINKS]
        missing = [word for word in words if not _held(word, source.forms)]
        if missing and not _no_name(name) and not _spelled(name, aligned, source):
            strength = 1.0 if words[-1] in missing else PARTLY
            yield Flag("name", f"The source does not name {name.text}.", strength, False)
    yield from _roles(aligned, source)


def _spelled(name: Name, aligned: Aligned, source: Source) -> bool:
    """Whether a name stands in the evidence as it is, as its initials, or as what it is the initials of."""
    written = re.compile(rf"(?<!\w){re.escape(name.text)}(?!\w)")
    if any(written.search(source.lines[n].text) for n in aligned.evidence):
        return True  # part of a longer word there: anti-Brennick, R-N.Y.
    named = (other.core for n in aligned.evidence for other in source.lines[n].facts.names)
    return initials(name.core) in source.forms or name.core in {initials(core) for core in named}


def _no_name(name: Name) -> bool:
    """Whether a capital that opens the sentence is all that makes a common word a name."""
    single = not name.start and " " not in name.core
    return not name.text[0].isupper() or (single and entry(lemma(name.core)) is not None)


@lru_cache(maxsize=20_000)
def _held(word: str, forms: frozenset[str]) -> bool:
    if word in forms or word.rstrip("s") in forms or forms & ALIASES.get(word, NONE):
        return True
    return any(related(word, form) or _slip(word, form) for form in forms if form[:3] == word[:3])


def _slip(left: str, right: str) -> bool:
    return min(len(left), len(right)) >= SPELLED and SequenceMatcher(None, left, right).ratio() >= SLIP


def _roles(aligned: Aligned, source: Source) -> Iterator[Flag]:
    """`A beat B` for `B beat A`: two names around one verb, the other way round."""
    mine = _around_verbs(aligned.line)
    for number in aligned.evidence[:1]:
        theirs = _around_verbs(source.lines[number])
        for verb in mine.keys() & theirs.keys():
            left, right, passive = mine[verb]
            before, after, other = theirs[verb]
            if passive == other and left.last != right.last and (left.last, right.last) == (after.last, before.last):
                why = f"In the source {before.text} stands before “{verb}” and {after.text} after it."
                yield Flag("role", why, 1.0, True, number)


def _around_verbs(line: Line) -> dict[str, tuple[Name, Name, bool]]:
    """Each verb that stands between two names, with the nearest on either side and whether it is passive."""
    named = line.facts.names
    found = {}
    for at, word in enumerate(line.words):
        known = entry(word.lemma) if word.weight and word.token.text.islower() else None
        if not known or known.kinds.get("v", 0) * 2 < max(known.kinds.values(), default=0):
            continue
        first, last = line.words[max(0, at - BESIDE)], line.words[min(at + BESIDE, len(line.words) - 1)]
        left = [name for name in named if first.token.start < name.end <= word.token.start]
        right = [name for name in named if word.token.end <= name.start <= last.token.start]
        if left and right:
            passive = any(each.token.lower == "by" for each in line.words[at + 1 : at + 4])
            found[word.lemma] = (left[-1], right[0], passive)
    return found
