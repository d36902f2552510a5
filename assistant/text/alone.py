"""Whether a sentence of an article can be told by itself: a note tears it from what stood around it."""

import re

from assistant.text.names import names
from assistant.text.words import WORD

_AUXILIARY = r"(?:is|are|was|were|had|has|have|would|will|did|do|could|can|may|must)"
_POINTS_BACK = re.compile(
    r"\(?(?:"
    # a pronoun for its subject; "This year", "One of the ..." and "Both countries" have a noun
    r"(?:he|she|it|they|we|i|you|his|her|hers|its|their|theirs|our|my|your|this|that|these|those|such|both|neither|one|"
    r"none|others?|another|each|either|all (?:two|three|four|of them)|so|then)\b"
    r"(?!\s+(?:of\s+(?:the|its|his|her|their|a)\b|(?:people|countries|sides|nations|governments|week|month|year)\b"
    r"|the\b|(?-i:[A-Z])|\d))"
    rf"|(?:many|most|some|few|several|all|half)(?:,|\s+(?:{_AUXILIARY}|also)\b)"
    # a connective
    r"|(?:also|but|and|yet|or|nor|however|meanwhile|instead|still|additionally|furthermore|moreover|similarly|likewise|"
    r"nevertheless|nonetheless|otherwise|therefore|thus|hence|besides|for (?:example|instance)|in addition|as a result|"
    r"in (?:turn|response|contrast|fact|particular|short)|on the other hand|by contrast|to (?:this|that) end)\b"
    # this, that and whose
    r"|(?:(?:at|by|before|after|since|until|despite|during|under|with|without|in|on|for|like|unlike|among)\s+"
    r"(?:this|that|these|those|it|them|him)|(?:when|while|after|before|as|if|because|since|once|until|though|although)\s+"
    r"(?:it|they|we|these|those|this|that))\b"
    r"|the (?:others|latter|pair|rest|move|comments?|remarks?|comparison|announcement|news|figures?)\b"
    r"|(?:only\s+)?(?:the\s+)?\w+\s+of\s+(?:them|these|those)\b"
    # a bare number in the place of a subject
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:-\w+)?|\d[\d,.]*)\s+"
    rf"{_AUXILIARY}\b"
    r")",
    re.IGNORECASE,
)
_SAID_SHE = re.compile(r"\b(?:he|she|they)\s+(?:said|says|say|added|told|wrote|recalled|explained)\b")
_QUOTE = re.compile(r"[“\"][^“”\"]*[”\"]")
_NAMED = re.compile(r"\b[^\W\d_a-z][^\W_]+")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me|myself|ourselves)\b(?![.-])")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")
FEWEST = 5
"""Words below which a sentence tells too little to be told by itself."""


def stands(text: str) -> bool:
    """Whether a sentence is whole and needs none before it.

    It ends as one does, its quotation marks are closed, whoever speaks in it is named, and neither a pronoun nor a
    connective opens it that points to what came before.
    """
    text = " ".join(text.split())
    if not _ENDS.search(text) or len(WORD.findall(text)) < FEWEST:
        return False
    if text.count("“") != text.count("”") or text.count('"') % 2 == 1:
        return False
    outside = _QUOTE.sub(" ", text)
    if text[0] in '“"' and not _NAMED.search(outside):
        return False
    if _SAID_SHE.search(outside) and not names(outside):
        return False
    return not _FIRST_PERSON.search(outside) and not _POINTS_BACK.match(text)
