"""Questions that leave out what the last one said: "and in 2024?", "what about Lahore?", "why?"."""

import re

from assistant.ask import antecedents as named
from assistant.text.dates import dates
from assistant.text.names import names

LEAD = re.compile(r"^(?:(?:and|but|or|so|ok|okay|then)[\s,]+)*(?:(?:what|how)\s+about\s+)?", re.IGNORECASE)
BARE = re.compile(
    r"^(why|when|where|how)(?:\s+(?:was|is|did|does|were)\s+(?:that|this)(?:\s+(?:happen|happening|so|be))?)?(?:\s+not)?[\s?.!]*$",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"^(?:when|where|why|how)\s+(?=(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could)\b)", re.IGNORECASE
)
WHETHER = re.compile(r"^(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could)\b", re.IGNORECASE)
PLACED = re.compile(r"^(in|at|near|on|from|with|to|of|for|by)\s+(?=(?:the\s+)?[^\W\d_a-z])")
HOW_LONG = re.compile(
    r"^how\s+(?:long|much|far|old|high|large|big)\s+(?=(?:is|are|was|were|did|does|do|has|have|had|will|would)\b)",
    re.IGNORECASE,
)
FOR, LASTED = re.compile(r"\s+for(?=[\s?.!]*$)"), re.compile(r"\s+last(?=[\s?.!]*$)")
HOW_MANY = re.compile(
    r"^how\s+many\s+(?P<what>(?:[a-z-]+\s+){1,3}?)(?:(?P<done>(?:did|do|does)\s.+)|(?P<were>.+))$", re.IGNORECASE
)
END = re.compile(r"[\s?.!]+$")
LONGEST = 6
"""Words of a question that leaves something out."""


def completed(text: str, last: str) -> str:
    """The last question with the part that is asked anew in its place; empty where nothing is left out."""
    bare = BARE.match(LEAD.sub("", text))
    if bare:
        return _asked_otherwise(bare[1].lower(), last)
    lead = LEAD.match(text)
    part = END.sub("", text[lead.end() :] if lead else text)
    if not part or len(part.split()) > LONGEST:
        return ""
    led = bool(lead and lead.group())
    part = part[:1].lower() + part[1:] if PLACED.match(part[:1].lower() + part[1:]) else part
    for rule in (_other_day, _other_place, _other_name, _other_thing):
        if whole := rule(part, last, led):
            return whole
    return ""


def _asked_otherwise(word: str, last: str) -> str:
    """The last question, asked for another thing: "Why was the bridge closed?"."""
    if asked := ASKED.match(last):
        return f"{word.capitalize()} {last[asked.end() :]}"
    if measured := HOW_LONG.match(last):
        rest = LASTED.sub(" take place", FOR.sub("", last[measured.end() :]))
        return f"{word.capitalize()} {rest}"
    if counted := HOW_MANY.match(END.sub("", last)):
        done, what = counted["done"], counted["what"].strip()
        return (
            f"{word.capitalize()} {done} {what}?"
            if done
            else f"{word.capitalize()} was it that {what} {counted['were']}?"
        )
    if WHETHER.match(last):
        return f"{word.capitalize()} {last[:1].lower()}{last[1:]}"
    return f"{END.sub('', last)}, and {word}?"


def _other_day(part: str, last: str, led: bool) -> str:
    """Another day: nothing but a date and the word before it."""
    given = named.days(part)
    if len(given) != 1 or given[0].text != part or (not led and not named.WITH_DATE.match(part.split(" ")[0] + " ")):
        return ""
    held = named.days(last)
    if len(held) > 1:
        return ""
    if not held:
        return f"{END.sub('', last)} {part}?"
    new = part if part != dates(part)[0].text else _with_word(held[0].text, part)
    return f"{last[: held[0].start]}{new}{last[held[0].end :]}"


def _with_word(old: str, new: str) -> str:
    """A date without a word before it takes that of the date in whose place it comes."""
    held = dates(old)
    return f"{old[: held[0].start]}{new}" if held else new


def _other_place(part: str, last: str, led: bool) -> str:
    """Another place or person, with the word that ties it: "in Kelder"."""
    tied = PLACED.match(part)
    if not tied or not _is_name(part[tied.end() :]):
        return ""
    name = part[tied.end() :]
    same = [n for n in names(last) if re.search(rf"\b{tied[1]}\s+(?:the\s+)?$", last[: n.start], re.IGNORECASE)]
    held = same or named.others(last)
    if len(held) > 1:
        return ""
    return _instead(held[0].start, held[0].end, name, last) if held else f"{END.sub('', last)} {part}?"


def _other_name(part: str, last: str, led: bool) -> str:
    """Another name for the one of its kind in the last question; beside it where that names nobody."""
    if not led or not _is_name(part):
        return ""
    held = list(names(last))
    alike = [n for n in held if named.is_person(last, n) == named.is_person(part, names(f"x {part}")[0])]
    chosen = held if len(held) == 1 else alike
    if len(chosen) > 1:
        return ""
    return _instead(chosen[0].start, chosen[0].end, part, last) if chosen else f"{END.sub('', last)} ({part})?"


def _other_thing(part: str, last: str, led: bool) -> str:
    """Another thing for the only one that the last question speaks of so: "and the tunnel?", "and on the budget?"."""
    new = named.phrases(part)
    if not led or len(new) != 1 or new[0].end != len(part):
        return ""
    tie = part[: new[0].start].lower()
    held = [phrase for phrase in named.phrases(last) if last[: phrase.start].lower().endswith(tie)]
    if len(held) != 1 or len(tie.split()) > 1:
        return ""
    thing = part[new[0].start :]
    return f"{last[: held[0].start]}{thing[:1].lower()}{thing[1:]}{last[held[0].end :]}"


def _is_name(text: str) -> bool:
    """Whether a text is a name and nothing else, "The Lamp" as well."""
    found = names(f"x {text}")
    bare = re.sub(r"^the\s+", "", text, flags=re.IGNORECASE)
    return len(found) == 1 and found[0].text.removeprefix("The ").removeprefix("the ") == bare


def _instead(start: int, end: int, name: str, last: str) -> str:
    """The last question with a name in the place of another, without two articles before it."""
    before = last[:start]
    if name.lower().startswith("the "):
        before = re.sub(r"\bthe\s+$", "", before, flags=re.IGNORECASE)
    return f"{before}{name}{last[end:]}"
