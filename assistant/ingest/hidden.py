"""Words that a reader of an article does not see: taken out before it is read, and told of where they are news.

Nearly every page hides something: menus, cookie layers, labels for screen readers. So two kinds are told of: what would
have been read as report had it stayed, or stands among the paragraphs of the report, in sentences; and whatever
addresses an AI, wherever it stands.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assistant.ingest import addressed, unseen
from assistant.ingest.unseen import Unseen
from assistant.schema import Caution

SHOWN = 200
"""Characters of the first hidden piece that a caution holds."""
SENTENCE_WORDS = 6
"""Words from which on a hidden line can be a sentence of a report."""
LEAST_LEFT = 0.2
"""Part of a page's report, 0 to 1, that must be left without what is hidden: a page with less waits for a script."""
COMMENT = "HTML comment"
MARKDOWN_COMMENT = "Markdown comment"

Piece = tuple[str, str]
"""A means of hiding, and the words that were hidden by it."""

_ENDS = re.compile(r"[.!?…。！？:][\"'”’»)\]]*$")
# What pages hide among their paragraphs until it is asked for. It is removed like anything else that is hidden.
_PAGE = re.compile(
    r"cookie|consent|javascript|browser|newsletter|subscri|suscri|abonn|sign (?:up|in)|log ?in|e-?mail|share|teilen"
    r"|twitter|facebook|whatsapp|copyright|adverti|anzeige|rating|votes?\b|captcha|privacy|datenschutz|last modified",
    re.I,
)
_CODE = re.compile(r"^(```|~~~).*?(?:^\1|\Z)|`[^`\n]{1,200}`", re.S | re.M)
_REMARK = re.compile(r"^[ ]{0,3}\[(?://|comment|\w{0,20})\]:[ \t]*(?:#|<>)[ \t]*(?P<words>[^\n]*)$\n?", re.M | re.I)
_MARKUP = re.compile(r"<!--|<(?:template|style)\b|<[a-z][^<>]{0,500}?\b(?:style\s*=|hidden\b|color\s*=)", re.I)
_TAG = re.compile(r"(?P<comment><!--)|<(?P<name>[a-z][\w-]*)(?P<attributes>[^<>]{0,2000})>", re.I)
_HIDING = re.compile(r"style|hidden|color", re.I)
_ATTRIBUTE = re.compile(r"([\w-]{1,40})(?:\s{0,9}=\s{0,9}(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_READ = frozenset(("style", "hidden", "color", "bgcolor"))
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def cautions(pieces: Iterable[Piece]) -> tuple[Caution, ...]:
    """One caution for each means of hiding, from pieces of (means, words) in the order of the document.

    Every piece with words in it is told of: which are news is for the caller to say, by `is_news`.
    """
    found: dict[str, list[str]] = {}
    for means, words in pieces:
        said = " ".join(words.split())
        if said:
            found.setdefault(means, []).append(said)
    return tuple(Caution("hidden", means, _first(said)[:SHOWN], count=len(said)) for means, said in found.items())


def is_news(words: str) -> bool:
    """Whether hidden words that stand in a report are worth telling of: a sentence, or what addresses an AI."""
    lines = words.split("\n")
    told = any(len(line.split()) >= SENTENCE_WORDS and _ENDS.search(line) for line in lines)
    return (told and not _PAGE.search(words)) or addressed.speaks(words)


def told(found: Sequence[Unseen], before: str, after: str) -> list[Piece]:
    """Which of the hidden words of a page are news.

    `before` and `after` are its report as it is read with them and without.
    """
    with_them, report = _flat(before), _flat(after)
    beside: dict[Any, bool] = {}
    pieces = []
    for each in found:
        lines = [line for line in map(_flat, each.words.split("\n")) if len(line.split()) >= SENTENCE_WORDS]
        read = any(line[:80] in with_them and line[:80] not in report for line in lines)
        stands = read or _is_beside(each, report, beside)
        if addressed.speaks(each.words) or (stands and (is_news(each.words) if not read else not _is_page(each.words))):
            pieces.append((each.means, each.words))
    return pieces


def _is_page(words: str) -> bool:
    return bool(_PAGE.search(words))


def waits(found: Sequence[Unseen], before: str, after: str) -> bool:
    """Whether a page shows its report only once a script has run: hidden as pages do that, and nearly all of it."""
    lazy = sum(len(each.words) for each in found if each.means in unseen.LAZY)
    others = sum(len(each.words) for each in found if each.means not in unseen.LAZY)
    return len(after) < LEAST_LEFT * len(before) and lazy > others


def kept(found: Sequence[Unseen], text: str) -> tuple[Caution, ...]:
    """A caution for words that a page hides and that were read all the same, as nearly all of it is hidden."""
    for each in sorted(found, key=lambda each: -len(each.words)):
        for line in each.words.split("\n"):
            start = text.find(line[:SHOWN]) if len(line.split()) >= SENTENCE_WORDS else -1
            if start >= 0:
                shown = line[:SHOWN]
                return (Caution("hidden", each.means, shown, start, start + len(shown), len(found)),)
    return ()


def aside(tree: Any, source: str) -> Iterator[Piece]:
    """Text of a page that is never read as report, comments and attributes, where it addresses an AI."""
    yield from ((COMMENT, comment) for comment in _comments(source) if addressed.speaks(comment))
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield from _in_attributes(element)


def _comments(source: str) -> Iterator[str]:
    at = 0
    while (start := source.find("<!--", at)) >= 0:
        end = source.find("-->", start)
        end = len(source) if end < 0 else end
        yield source[start + len("<!--") : end]
        at = end + 1


def _in_attributes(element: Any) -> Iterator[Piece]:
    for name, value in element.attrib.items():
        worded = len(value) > 15 and " " in value and name not in ("style", "class", "srcset", "d", "sizes")
        if worded and not name.startswith("on") and addressed.speaks(value):
            of_page = f"meta {element.get('name') or element.get('property') or ''}".strip()
            yield (of_page if name == "content" else name), value
    if element.tag == "noscript" and addressed.speaks(element.text_content()):
        yield "noscript", element.text_content()


def markup(source: str) -> tuple[str, list[Piece]]:
    """A piece of HTML without what it hides, and what that was where it is news."""
    if not _MARKUP.search(source):
        return source, []
    from lxml.etree import Comment
    from lxml.html import fragment_fromstring, tostring

    tree = fragment_fromstring(source, create_parent="div")
    pieces = list(aside(tree, source))
    found = unseen.find(tree)
    unseen.take_out(found)
    for comment in list(tree.iter(Comment)):
        comment.drop_tree()
    pieces += [(each.means, each.words) for each in found if is_news(each.words)]
    return tostring(tree, encoding="unicode"), pieces


def markdown(text: str) -> tuple[str, list[Piece]]:
    """Markdown without its comments and without the elements in it that hide their words; what stays is untouched."""
    pieces = [(MARKDOWN_COMMENT, match["words"].strip("()\"' ")) for match in _REMARK.finditer(text)]
    text = _REMARK.sub("", text)
    kept, at = [], 0
    for start, end, means in _ranges(text) if _MARKUP.search(text) else ():
        kept.append(text[at:start])
        pieces.append((means, text[start:end]))
        at = end
    text = "".join(kept) + text[at:]
    return text, [(means, _bare(words)) for means, words in pieces if is_news(_bare(words))]


def _ranges(text: str) -> Iterator[tuple[int, int, str]]:
    """Where comments and hidden elements of a Markdown text begin and end, and by what they are hidden."""
    source = _CODE.sub(lambda code: re.sub("[<>]", " ", code[0]), text)
    at = 0
    while match := _TAG.search(source, at):
        at = match.end()
        if match["comment"]:
            at = _behind(source, "-->", at)
            yield match.start(), at, COMMENT
        elif match["name"] and match["name"].lower() not in _VOID:
            means = _means(match["name"].lower(), match["attributes"])
            if means:
                at = _closed(source, match["name"].lower(), at)
                yield match.start(), at, means


def _behind(source: str, mark: str, at: int) -> int:
    """Behind the next such mark; what is never closed hides the rest."""
    found = source.find(mark, at)
    return len(source) if found < 0 else found + len(mark)


def _closed(source: str, name: str, at: int) -> int:
    """Behind the tag that closes an element, those of its own name in it passed over."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b[^<>]{{0,2000}}>", re.I).finditer(source, at):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(source)


def _means(tag: str, attributes: str) -> str:
    """By what one element of Markdown is hidden; `""` where it is not."""
    if tag == "style":
        return "style sheet"
    if not _HIDING.search(attributes) and tag not in ("template", "font"):
        return ""
    from lxml.html import Element

    named = {match[1].lower(): html.unescape(match[2] or "").strip("\"'") for match in _ATTRIBUTE.finditer(attributes)}
    element = Element(tag, {name: value for name, value in named.items() if name in _READ})
    element.text = "x"
    found = unseen.find(element)
    return found[0].means if found else ""


def _bare(source: str) -> str:
    return re.sub(r"<!--|-->|</?[a-z][^<>]{0,500}>", " ", source, flags=re.I).strip()


def _is_beside(each: Unseen, report: str, known: dict[Any, bool]) -> bool:
    """Whether hidden words stand among paragraphs of the report: two of their neighbours do."""
    parent = each.parent
    if parent is None:
        return False
    if parent not in known:
        near = (_flat(child.text_content())[:60] for child in parent if isinstance(child.tag, str))
        known[parent] = sum(len(text) >= 40 and text in report for text in near) >= 2
    return known[parent]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _first(said: Sequence[str]) -> str:
    """The piece to show: one that addresses an AI before any other."""
    return next(filter(addressed.speaks, said), said[0])
