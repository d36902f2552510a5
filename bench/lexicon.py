"""Make the lexicon of `assistant/text/lexicon.py` from a WordNet 3.0 dictionary folder.

    python bench/lexicon.py /usr/share/wordnet assistant/text/data/lexicon.txt

The folder is that of Debian's wordnet-base: data.*, index.*, *.exc and cntlist.rev. The licence of
WordNet stands beside the file made. What is kept and why: docs/decisions/010-lexicon.md.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from wordfreq import zipf_frequency

POS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
KEPT_ZIPF = 2.2
"""Words rarer than six in a billion are not kept."""
KEPT_SHARE = 0.06
"""Senses that make up less of a word's uses are not kept, but for its two first."""
WIDE = 120
"""A synset with more hyponyms than this says too little to stand for one of them."""

Synset = tuple[str, int]


@dataclass
class Wordnet:
    """What is read: words and pointers of each synset, senses of each word with their share of its uses."""

    words: dict[Synset, list[str]] = field(default_factory=dict)
    pointers: dict[Synset, list[tuple[str, Synset, str]]] = field(default_factory=dict)
    senses: dict[tuple[str, str], list[tuple[Synset, float]]] = field(default_factory=dict)
    proper: set[Synset] = field(default_factory=set)


def read(folder: Path) -> Wordnet:
    """The dictionary of a folder."""
    net = Wordnet()
    for pos, name in POS.items():
        for line in (folder / f"data.{name}").read_text(encoding="latin-1").splitlines():
            if not line.startswith("  "):
                _read_synset(net, pos, line.split(" | ")[0].split())
    tags = _tags(folder)
    for pos, name in POS.items():
        for line in (folder / f"index.{name}").read_text(encoding="latin-1").splitlines():
            if not line.startswith("  "):
                _read_senses(net, pos, line.split(), tags)
    return net


def _read_synset(net: Wordnet, pos: str, parts: list[str]) -> None:
    key = (pos, int(parts[0]))
    count = int(parts[3], 16)
    written = [parts[4 + 2 * i].split("(")[0] for i in range(count)]
    at = 4 + 2 * count
    net.words[key] = [word.lower() for word in written]
    if any(word[0].isupper() for word in written):
        net.proper.add(key)
    net.pointers[key] = [
        (parts[p], ("a" if parts[p + 2] == "s" else parts[p + 2], int(parts[p + 1])), parts[p + 3])
        for p in range(at + 1, at + 1 + 4 * int(parts[at]), 4)
    ]


def _tags(folder: Path) -> dict[tuple[str, str, int], int]:
    found = {}
    for line in (folder / "cntlist.rev").read_text(encoding="latin-1").splitlines():
        key, number, count = line.split()
        word, kind = key.split("%")
        found[word, "nvara"[int(kind[0]) - 1], int(number)] = int(count)
    return found


def _read_senses(net: Wordnet, pos: str, parts: list[str], tags: dict[tuple[str, str, int], int]) -> None:
    word, count = parts[0], int(parts[2])
    uses = [tags.get((word, pos, n), 0) + 1 / n for n in range(1, count + 1)]
    total = sum(uses)
    net.senses[word, pos] = [((pos, int(at)), use / total) for at, use in zip(parts[-count:], uses, strict=True)]


def kept_senses(net: Wordnet, words: set[str]) -> dict[tuple[str, str], list[tuple[Synset, float]]]:
    """The frequent senses of the kept words; senses that are names are left out."""
    return {
        (word, pos): [
            (synset, share)
            for rank, (synset, share) in enumerate(senses)
            if (rank < 2 or share >= KEPT_SHARE) and synset not in net.proper
        ][:6]
        for (word, pos), senses in net.senses.items()
        if word in words
    }


def descendants(net: Wordnet) -> dict[Synset, int]:
    """How many synsets lie below each."""
    counts: dict[Synset, int] = {}

    def count(key: Synset) -> int:
        if key not in counts:
            counts[key] = 0
            counts[key] = sum(1 + count(to) for sign, to, _ in net.pointers[key] if sign in ("~", "~i"))
        return counts[key]

    for key in net.words:
        count(key)
    return counts


def parents(net: Wordnet, key: Synset, kept: set[Synset], below: dict[Synset, int]) -> list[Synset]:
    """The nearest synsets above that hold a kept word and are not too wide; similar adjectives' heads too."""
    found = []
    for sign, to, _ in net.pointers[key]:
        if sign not in ("@", "&") or below[to] > WIDE:
            continue
        found += [to] if to in kept else (parents(net, to, kept, below) if sign == "@" else [])
    return found


def lexical(net: Wordnet, sign: str, words: set[str]) -> dict[str, set[str]]:
    """Pairs of words that a pointer between words joins."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, pointers in net.pointers.items():
        for made, to, which in pointers:
            if made != sign or which == "0000":
                continue
            left = net.words[key][int(which[:2], 16) - 1]
            right = net.words[to][int(which[2:], 16) - 1]
            if left in words and right in words and left != right:
                found[left].add(right)
                found[right].add(left)
    return found


def irregular(folder: Path, words: set[str], net: Wordnet) -> dict[str, set[str]]:
    """Irregular forms and what they are forms of."""
    found: dict[str, set[str]] = defaultdict(set)
    for pos, name in POS.items():
        for line in (folder / f"{name}.exc").read_text(encoding="latin-1").splitlines():
            form, *bases = line.split()
            if zipf_frequency(form, "en") < KEPT_ZIPF:
                continue
            found[form] |= {f"{pos}{base}" for base in bases if (base, pos) in net.senses and base in words}
    return {form: bases for form, bases in found.items() if bases}


def uses(net: Wordnet, tags: dict[tuple[str, str, int], int]) -> dict[tuple[str, str], int]:
    """How often a word was tagged as a part of speech."""
    total: dict[tuple[str, str], int] = defaultdict(int)
    for (word, pos, _), count in tags.items():
        total[word, pos] += count
    return total


def lines(folder: Path) -> list[str]:
    """The file made: three sections apart by empty lines: irregular forms, words, synsets."""
    net = read(folder)
    words = {w for w, _ in net.senses if w.isalpha() and len(w) > 1 and zipf_frequency(w, "en") >= KEPT_ZIPF}
    senses = kept_senses(net, words)
    holders: dict[Synset, int] = defaultdict(int)
    for each in senses.values():
        for synset, _ in each:
            holders[synset] += 1
    below, kept = descendants(net), set(holders)
    above = {key: [up for up in dict.fromkeys(parents(net, key, kept, below)) if up != key] for key in kept}
    linked = {key for key in kept if holders[key] > 1 or above[key]} | {u for ups in above.values() for u in ups}
    number = {key: n for n, key in enumerate(sorted(linked))}
    opposite, derived = lexical(net, "!", words), lexical(net, "+", words)
    for word, others in lexical(net, "\\", words).items():
        derived[word] |= others
    count = uses(net, _tags(folder))
    entries = []
    for word in sorted(words):
        shown = []
        for pos in POS:
            if (word, pos) in senses:
                kinds = [f"{number[s]:x}:{max(1, round(99 * p))}" for s, p in senses[word, pos] if s in number]
                shown.append(f"{pos}{min(count[word, pos], 999)} " + " ".join(kinds))
        fields = [word, ";".join(shown), " ".join(sorted(opposite[word])), " ".join(sorted(derived[word]))]
        entries.append("|".join(fields).rstrip("|"))
    forms = [f"{form}|{' '.join(sorted(bases))}" for form, bases in sorted(irregular(folder, words, net).items())]
    ups = [" ".join(f"{number[up]:x}" for up in above[key] if up in number) for key in sorted(linked)]
    return [*forms, "=", *entries, "=", *ups]


if __name__ == "__main__":
    made = lines(Path(sys.argv[1]))
    Path(sys.argv[2]).write_text("\n".join(made) + "\n", encoding="utf-8")
    print(len(made), "lines")
