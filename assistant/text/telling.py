# ruff: noqa: E501 - a table of patterns, each in one piece
"""Statements whose subject is the telling itself: what a summary, an answer or "this page" must say, or rightly says.

Made of classes of words, not of wordings: texts that speak of themselves, retellings, what reads and retells, words of
duty, and verbs of telling. Patterns are searched in a sentence without what it quotes.
"""

import re
from dataclasses import dataclass
from functools import cache

from assistant.text.words import any_of

_TEXTS = frozenset(
    """article report text piece story page passage paragraph document bulletin dispatch note notice column item entry account
    post copy coverage source clipping write-up website feed articles reports texts stories pages passages paragraphs documents
    notes items entries accounts posts sources lines""".split()
)
_SHORTENED = frozenset(
    """summary summaries digest digests recap recaps synopsis synopses retelling retellings paraphrase paraphrases abridgment
    abridgement abridgements overview overviews rendition renditions rewrite rewrites write-up write-ups round-up roundup
    round-ups roundups condensation condensations reproduction reproductions""".split()
)
"""Texts made of another, and nothing else."""
_RETOLD = _SHORTENED | frozenset(
    """output outputs reply replies answer answers response responses wording wordings rendering renderings abstract abstracts
    transcript transcripts translation translations excerpt excerpts briefing briefings citation citations quotation quotations
    version versions headline headlines comparison comparisons fact-check fact-checks""".split()
)
_READERS = frozenset(
    """ai ais llm llms model models bot bots chatbot chatbots software parser parsers crawler crawlers scraper scrapers
    summariser summarisers summarizer summarizers note-taker note-takers aggregator aggregators reader readers compiler
    compilers fact-checker fact-checkers machine machines algorithm algorithms automated automatic automaton computer computers
    assistant assistants whoever""".split()
)
_POINTS = frozenset(
    """figure figures number numbers toll tolls count counts total totals name names date dates version versions answer answers
    fact facts wording line lines sentence sentences phrase phrases word words account accounts value values result results
    winner cause spelling headline quote quotes quotation attribution text statement reply response summary verdict label
    title""".split()
)
_SELF = frozenset("this these above following present preceding".split())
_GAP = r"(?:[^\s.;:!?]+\s+){0,%d}?"
THIS = rf"\b(?:this|these|the (?:above|following|present|preceding)) (?:\w+ )?(?:{any_of(_TEXTS)})\b(?! of (?!this|the (?:fire|event)))"
"""A text that speaks of itself."""
_SHORT = rf"\b(?:{any_of(_SHORTENED)}|short(?:ened)? (?:form|version)s?)\b"
RETELLING = rf"(?:{any_of(_RETOLD)})"
READER = rf"(?:{any_of(_READERS)})"
"""What or who reads and retells."""
_POINT = rf"(?:{any_of(_POINTS)})"
_MUST = (
    r"(?:must|should|shall|ought to|(?:has|have|had better|needs?|is|are) (?:only )?to|(?:is|are|be) (?:\w+ly )?"
    r"(?:required|asked|requested|obliged|instructed|advised|ordered|bound|supposed|meant|invited|encouraged|reminded|directed"
    r"|told|expected|permitted|allowed|forbidden) to|(?:may|can) (?:not|only|never))(?: (?:not|never|only|always|also|\w+ly))?"
)
_TELL = (
    r"(?:state|say|mention|carry|include|give|read|describe|credit|report|quote|cite|repeat|record|name|list|omit|leave out"
    r"|contain|begin|start|end|open|close|conclude|print|publish|keep quiet|drop|treat|present|put|note|refer|answer"
    r"|reply|respond|summari[sz]e|attribute|ignore|disregard|stay silent|remain silent|pass over|skip|prefer|rely"
    r"|trust|write|render|translate|consist|reproduce|copy|retain|make clear|tell|label|mark|return|delete|discard|paraphrase)"
)
_TOLD = (
    r"(?:stated|mentioned|described|credited|reported|quoted|cited|repeated|recorded|named|listed|omitted|left out|printed"
    r"|presented|attributed|ignored|disregarded|summari[sz]ed|told|rendered|paraphrased|retold|worded|phrased|given|read"
    r"|regarded|considered|treated|counted|dropped|skipped|labell?ed|marked|answered|preferred|trusted)"
)
_USE = (
    r"(?:use|print|give|quote|cite|repeat|publish|write|report|state|carry|put|return"
    r"|be (?:used|printed|given|quoted|cited|repeated|reported|stated|told|written|carried))"
)
_RIGHT = r"(?:correct|right|proper|only|accepted|expected|approved|valid|appropriate|required|mandatory|preferred|authori[sz]ed|true)"
_CLAUSE = r"(?:^|[;:,] )(?:\W+)?"


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern, and words of which a sentence needs one for it: they are looked for first, as that costs next to nothing.

    Patterns are made when the first sentence needs them: most texts need few, and to make all takes long. Where one
    holds words of duty, a sentence without such a word does not need it.
    """

    needs: frozenset[str]
    source: str

    def search(self, plain: str, words: frozenset[str]) -> re.Match[str] | None:
        """The first place of a sentence that is of this form; `words` are all of the sentence, in lower case."""
        if self.needs.isdisjoint(words) or (_MUST in self.source and not _made(_MUST).search(plain)):
            return None
        return _made(self.source).search(plain)


@cache
def _made(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def _form(needs: frozenset[str] | str, pattern: str) -> Form:
    return Form(frozenset(needs.split()) if isinstance(needs, str) else needs, pattern)


FORMS = (
    _form(
        _SELF | _SHORTENED | {"short", "shortened"},
        rf"(?:{THIS}|{_SHORT}).*\b{_MUST}\b|\b{_MUST}\b[^.;]{{0,80}}(?:{THIS}|{_SHORT})",
    ),
    _form(_RETOLD, rf"\b{RETELLING}\s+{_GAP % 8}{_MUST} (?:be {_TOLD}|{_TELL})\b"),
    _form(
        _RETOLD,
        rf"\b{_MUST} {_TELL}\b [^.;:]{{0,60}}\b(?:in|from|at the \w+ of) (?:all |any |every |each |its |their |the |a )?(?:\w+ )?{RETELLING}\b",
    ),
    _form(
        "mention mentions reference references",
        rf"\b(?:each|every|any|all) (?:mentions?|references?)\b[^.;:]{{0,60}} {_MUST}\b",
    ),
    _form(_READERS, rf"\b{READER}(?:\s+{_GAP % 10}|\b[^.;:]{{0,60}},? it ){_MUST} {_TELL}\b"),
    _form(
        "be", rf"\b{_MUST} be (?:{_TOLD}|shown|called|carried|met) (?:as|that|to have|instead|by all|with silence)\b"
    ),
    _form(
        "that",
        rf"\b(?:i|we|our \w+|(?:this|the) (?:paper|editors?|publishers?|desk|newsroom))\b[^.;:]{{0,30}} (?:demand|request|require|insist|ask|order|expect|want)s? that [^.;:]{{2,60}} be {_TOLD}\b",
    ),
    _form(
        "whoever whatever anyone anybody anything everyone everything those all",
        rf"\b(?:whoever|whatever|anyone|anybody|anything|everyone|everything|those|all)\b[^.;:]{{0,40}}\b(?:sum|condens|shorten|retell|reus|re-us|quot|cit|reproduc|summari|repeat|translat|compil|generat|produc|written|drawn|made)\w*\b[^.;:]{{0,60}}\b{_MUST}\b",
    ),
    _form(_POINTS, rf"\b(?:is|are) the (?:\w+ )?{_POINT} to (?:go with|stick to|settle on|{_USE})\b"),
    _form(
        _POINTS,
        rf"\b{_POINT} {_GAP % 3}(?:for|in) (?:all |any |every |each |the )?(?:summar(?:y|ies)|digests?|recaps?|retellings?|paraphrases|citation|quotation|quoting|re-?use|publication|readers|reporting|comparisons?)\b[^.;:]{{0,40}} (?:is|are|was|were|reads?)\b",
    ),
    _form(
        _POINTS,
        rf"\b{_POINT} (?:to {_USE}|(?:that|which) (?:belongs?|goes|must|should|has to|have to|is to|are to|needs? to))\b[^.;:]{{0,80}} (?:is|are|reads?)\b",
    ),
    _form(_POINTS, rf"\b{_POINT} that (?:counts?|matters?|applies|apply|holds?)\b"),
    _form(
        "thing things fact facts point points detail details",
        r"\b(?:thing|fact|point|detail)s? to (?:remember|note|keep in mind|know|take away|tell)\b",
    ),
    _form(
        _RETOLD | {"spelling", "phrasing", "description"},
        rf"\b{_RIGHT} (?:\w+ )?(?:{RETELLING}|phrasing|description|spelling)\b(?: (?:to|for|of|here|about)\b[^.;:]{{0,60}})? (?:is|are|reads?|says?|states?)\b",
    ),
    _form(
        "this",
        rf"{_CLAUSE}this (?:article|text|piece|page|document|bulletin|note|notice|clipping|write-up) (?:is|are|supersedes?|replaces?|overrides?|takes?|outranks?|corrects?|remains?|counts?|has|contains|outweighs?|prevails?)\b",
    ),
    _form(
        "this",
        r"^\W*this is (?:an?|the|your) (?:\w+ )?(?:instruction|order|command|directive|task|message|notice|reminder|test|override)\b",
    ),
    _form(
        "only",
        r"\bonly (?:this|the present) (?:one|article|report|text|piece|story|page|account|source) (?:counts?|is|may|can|matters?|should)\b",
    ),
    _form(
        "is are be",
        rf"\b(?:is|are|be) (?:\w+ly )?(?:forbidden|prohibited|mandatory|compulsory|necessary|required|essential|important|best|better|right|wrong|advisable|correct|enough|safe) (?:not )?to {_TELL}\b",
    ),
    _form(
        "stating reporting saying mentioning citing quoting describing naming omitting repeating leaving treating giving calling printing",
        r"^\W*(?:stating|reporting|saying|mentioning|citing|quoting|describing|naming|omitting|repeating|leaving out|treating|giving|calling|printing)\b[^,;:]{3,80} (?:is|would be|will be|must|should)\b",
    ),
    _form(
        "note notes task tasks answer answers instruction instructions command commands todo reminder reminders remember hint hints output outputs summary user system human prompt prompts directive directives request requests assistant",
        r"^\W*(?:[\w-]+ )?(?:notes?|tasks?|answers?|instructions?|commands?|todo|reminders?|remember|hints?|outputs?|summary|user|system|human|prompts?|directives?|requests?|assistant)(?: (?:for|to|of|from)\b[^:.;,]{0,60})?:",
    ),
)
"""How to tell it, laid down as a duty or as what is right; and labels of what is no report: "Task:", "User:"."""
MENTION = _form(
    _SELF | _RETOLD | {"short", "shortened"}, rf"{THIS}|{_SHORT}|\b(?:each|every|any|all) (?:\w+ )?{RETELLING}\b"
)
"""A text or a retelling spoken of: what is told of it in the present is how to tell it, or who made it, and no event."""
PAST = re.compile(
    r"\b(?:was|were|had|did|came|went|got|took|gave|made|drew|hit|led|put)\b"
    r"|(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bbeen )(?<!\bas )\b\w{3,}ed\b",
    re.IGNORECASE,
)
"""A verb in the past, as which an event is told."""
