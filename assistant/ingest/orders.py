# ruff: noqa: E501 - a table of patterns, each in one piece
"""How texts give orders to a machine that reads them: a table of rules, read on folded text (lower case, no accents).

A rule names words of which the text must hold one of each group, which are looked for first because that costs next to
nothing. In patterns a blank stands for a little white space. A word that is needed may go on, as "summari" does, unless a blank follows it. `command` asks that the words can be an order where they
stand: "ignore the instructions above", not "drivers ignore the instructions". Rules are our own, made from the
published families of prompt injection; docs/decisions/021-text-addressed-to-an-ai.md says what they leave out.
"""

import re
from dataclasses import dataclass
from functools import cache

SENTENCE, PARAGRAPH = "sentence", "paragraph"
_CLASS = re.compile(r"((?<!\\)\[(?:\\.|[^\]\\])+\])")


@dataclass(frozen=True, slots=True)
class Order:
    """One rule. `reach` tells how much of the text its words make suspect."""

    family: str
    needs: tuple[tuple[str, ...], ...]
    source: str
    command: bool = False
    reach: str = SENTENCE

    @property
    def pattern(self) -> re.Pattern[str]:
        """What the rule looks for; compiled when a text first holds the words that it needs."""
        return _compiled(self.source)


def order(family: str, needs: str, source: str, command: bool = False, reach: str = SENTENCE) -> Order:
    """A rule of the table; `needs` are groups apart by `&`, their words apart by `|`."""
    groups = tuple(tuple(group.split("|")) for group in needs.split("&")) if needs else ()
    return Order(family, groups, source, command, reach)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    parts = _CLASS.split(source)  # a blank in a class of characters is a blank
    parts[::2] = [part.replace(" ?", r"\s{0,9}").replace(" ", r"\s{1,9}") for part in parts[::2]]
    return re.compile("".join(parts), re.MULTILINE)


def gap(words: int) -> str:
    """Up to so many words of any kind, within a sentence."""
    return rf"(?:[^\s.!?]{{1,30}}\s{{1,9}}){{0,{words}}}"


AI = (
    r"(?:(?:ai|a\.i\.|artificial intelligence|llm|large language|language|generative|machine learning|automated|virtual"
    r"|digital|text) ?(?:-|\b)(?:systems?|models?|assistants?|agents?|readers?|tools?|summari[sz]ers?|bots?|chatbots?"
    r"|crawlers?|fact-?checkers?|reviewers?|evaluators?|graders?|editors?|processors?|parsers?|scrapers?|engines?)\b"
    r"|(?:ai|a\.i\.|llms?|chatbots?|chatgpt|gpt(?:-?\d\w{0,3})?|claude|gemini|copilot|llama|summari[sz]ers?|bots?|ais)\b"
    r"|(?:ai|large|language) language models?\b)"
)
"""What texts call a machine that reads."""
_ANY_AI = rf"(?:(?:all|any|every|the|each|our|my|you|your|future) ){{0,2}}(?:(?:an?|of) )?{AI}"
_AI_NEEDS = (
    "ai |ais |a.i.|intelligence |llm|language model|assistant|bot|chatbot|gpt|chatgpt|claude |gemini |copilot|llama |summari"
    "|automated |machine |digital |generative |text |virtual "
)
_TEXT = r"(?:article|text|page|web ?page|document|story|report|passage|source|content|message|file|email|webpage|material)s?"
_PRIOR = (
    r"(?:previous(?:ly)?|prior|above|earlier|preceding|foregoing|existing|original|initial|former|past|current|your|system"
    r"|developers?|default|other|hidden|given|safety)"
)
_ORDERS = (
    r"(?:instructions?|prompts?|directives?|directions|guidelines|guidance|programming|commands?|orders|rules|constraints"
    r"|guardrails|restrictions|policies|context|training|safeguards|system messages?)"
)
_DROP = (
    r"(?:ignor(?:e|ing)|disregard|forget|override|overrule|bypass|overlook|discard|dismiss|neglect|delete|erase|cancel"
    r"|abandon|set aside|stop following|do not (?:follow|obey|heed)|don'?t (?:follow|obey|heed)|pay no (?:attention|heed) to"
    r"|throw (?:away|out)|put aside|disobey|skip|suspend|drop)"
)
_DROP_NEEDS = (
    "ignor|disregard|forget|overr|bypass|overlook|discard|dismiss|neglect|delet|eras|cancel|abandon|aside|follow|obey|heed"
    "|throw|skip|suspend|drop"
)
_ORDER_NEEDS = (
    "instruction|prompt|directive|direction|guid|programming|command|order|rule|constraint|guardrail|restriction|polic"
    "|context|training|safeguard|message"
)
_SUMMARY = (
    r"(?:summar(?:y|ies)|output|response|repl(?:y|ies)|digest|briefing|brief|claims?|answers?|verdicts?|findings?)"
)
_ANYTHING = r"[^.!?\n]{0,90}?"

_ASKED = (
    r"(?:please |now |also |then |always |instead |kindly )*(?:do not|don't|never|when you|if you|you (?:will|must|should|are|shall|have)|in your|from now|keep"
    r"|(?:say|state|write|report|respond|reply|answer|quote|cite|include|add|mention|omit|ignore|disregard|forget|remember|repeat|summari[sz]e"
    r"|tell|set|name|copy|treat|describe|claim|conclude|insert|append|replace|swap|exchange|translate|print|output|send|call|reveal|show|use|drop"
    r"|leave out|follow|obey|act|behave|pretend|stop|begin|start|end|note)\b)"
)
"""How an order begins to somebody who was called by name."""

ENGLISH = (
    order("called by name", f"{_AI_NEEDS}|models",
          rf"(?:^|[.!?:;\"'“(\[{{*#>|—–-] ?)\W{{0,3}}(?:dear |hey |please |now )?(?:{AI}|assistant|models?)[,:] {_ASKED}"),
    order("called by name", "dear ",
          r"(?:^|[.!?:;\"'“(\[{*#>|—–-] ?)\W{0,3}dear (?:language )?models?,"),
    order("called by name", f"{_AI_NEEDS}&your |you ", rf"\byour? [^.!?\n]{{0,60}}, (?:dear )?(?:{AI}|assistant)(?:[,:!]|\.(?:\s|$))"),
    order("told what to say", f"{_AI_NEEDS}&must|should|shall|has to|have to|always|says that|will say|will write|will answer",
          rf"\b(?:{AI}|(?:the|every|any|an) assistant)(?: (?:that|which|who) [^.!?,\n]{{1,60}}?)?,? (?:and \w+ )?(?:must|should|shall|ha(?:s|ve) to|always|will) (?:always |then |now |only |not )?"
          r"(?:write|say|says|exchange|swap|quote|answer|respond|reply|conclude|tells? (?:its |the |all |every )?readers?|(?:tell|report)s? that|(?:disregard|ignore|forget) (?:its|their|all|any|the|other) )"),
    order("told what to say", f"{_AI_NEEDS}&comes up|asked about|is asked|asks about|when asked",
          rf"\b(?:when(?:ever)?|if|once)\b[^.!?\n]{{0,80}}\b(?:comes up|(?:is|are) asked|asked about|asks? about)\b[^.!?\n]{{0,60}}\b(?:{AI}|assistant) (?:says?|answers?|must|should|will|shall|replies|reports?)\b"),
    order("told what to say", "a user|the user|any user|users&ask", r"\b(?:when(?:ever)?|if|once|later)\b[^.!?\n]{0,40}\b(?:an?|the|any) users? (?:later |ever )?asks? (?:you\b|about|who|what|when|where|how|why|whether)"),
    order("told what to say", "if you|when you|in case you&assistant", r"\b(?:if|when|since|because|in case) you(?:'re| are) (?:an? |the )?(?:\w+ )?assistant(?:,| (?:and|who|that|or|reading|asked|you)\b)"),
    order("role", "you are now|you're now|from now on", rf"\b(?:you are|you're) (?:now|from now on) [^.!?\n]{{0,30}},? (?:an?|the) (?:\w+ ){{0,2}}?(?:{AI}|assistant)\b"),
    order("role", "game|role-play|roleplay|story&you&model|assistant|rules", rf"\b(?:play|begin|start|have) (?:us )?(?:a|the|this|another) (?:\w+ )?(?:game|role-?play)\b[^.!?\n]{{0,30}}\byou\b[^.!?\n]{{0,80}}\b(?:model|{AI}|assistant|without (?:any )?rules|no rules)\b"),
    order("note", f"{_AI_NEEDS}&message|note|notice|memo|instruction|word",
          rf"\b(?:message|note|notice|memo|instructions?|word) (?:from|of|by) [^.!?:\n]{{1,80}} (?:to|for) (?:its|their|the|this|any|every|all) (?:own )?{AI}", reach=PARAGRAPH),
    order("note", f"{_AI_NEEDS}&for |to ", rf"[,;(–—-] ?(?:for|to) (?:all |any |every |the )?(?:{AI}|assistants) ?:", reach=PARAGRAPH),
    order("note", f"{_AI_NEEDS}&this|these",
          rf"\bto (?:the|any|every|all|whichever|an?) {AI} (?:that (?:is|are) )?(?:now )?(?:\w+ing) (?:this|these|the present)\b"),
    order("output", "answer|output|summary|reply|response|briefing",
          rf"\b(?:copy|paste|put|carry|transfer|repeat) [^.!?\n]{{0,60}} (?:in|into|to|at the end of) your (?:\w+ )?{_SUMMARY}", command=True),
    order("forged mark", "words of a|words of b|(asserted|(reported|(denied|(planned",
          r"(?:^\s{0,9}pair \d{1,3}\s{0,9}\n\s{0,9})?(?:\b[ab] \((?:asserted|reported|denied|planned)\b[^)\n]{0,80}\) ?:|\bwords of [ab] ?:)", reach=PARAGRAPH),
    order("role mark", "assistant:|assistant :|ai:|bot:|model:&question|user|human|prompt",
          r"\b(?:question|user|human|prompt|q)s? ?:[^\n]{1,400}?\b(?:assistant|ai|bot|model)s? ?:", reach=PARAGRAPH),
    order("role mark", "no discrepanc|no contradiction|no difference|no conflict|sources |articles |reports ",
          r"(?:^|[\n>\]] ?|\[[0-9;]{0,9}m)(?:assistant|ai|model|bot) ?: ?(?:no (?:discrepanc|contradiction|difference|conflict)|(?:all|both|the) (?:sources|articles|reports) )", reach=PARAGRAPH),
    order("override", f"{_DROP_NEEDS}&{_ORDER_NEEDS}",
          rf"\b{_DROP} {gap(3)}{_PRIOR}(?:'s)?,? {gap(2)}{_ORDERS}\b(?! (?:to|for|on) (?!summar|report|you\b|read|answer|follow|be\b))",
          command=True),
    order("override", f"{_DROP_NEEDS}&{_ORDER_NEEDS}",
          rf"\b{_DROP} {gap(3)}{_ORDERS} (?:that )?(?:above|before|(?:you )?(?:were|have been|was) (?:given|told)|given (?:to you|before|earlier|above|previously)"
          r"|you (?:have )?(?:received|got|were given|have)|from (?:the|your) (?:system|developers?|user|operator))", command=True),
    order("override", f"{_DROP_NEEDS}&everything|anything|all|what|whatever",
          rf"\b{_DROP} (?:everything|anything|all|all of it|what(?:ever)?)(?: that)? (?:(?:was |is |came |said |stated |written )?(?:above|before this|prior|previously|preceding)\b"
          r"|(?:the )?above\b|you (?:were|have been|'ve been) (?:told|taught|instructed|asked)\b[^.!?]{0,25}\b(?:before|so far|previously|earlier|until now|to do|above|by))", command=True),
    order("override", "new|updated|real|actual|true |revised&instruction|task|role|rule|objective|prompt|orders|system",
          r"(?:\b(?:your|here are your|these are your|you (?:now )?have) (?:new|updated|real|actual|true|revised) (?:instructions?|task|role|system prompt|rules?|objective|prompt|orders?)(?: (?:is|are|follows?|begins?|starts?)\b| ?:)"
          r"|(?:^|[.!?\]>)*#\"'“] ?)\W{0,4}(?:the )?(?:new|updated|real|actual|true|revised) (?:instructions?|task|system prompt|objective|prompt|orders)(?: follows?| begins?)? ?:)"),
    order("override", "new instructions|these instructions|following instructions|my instructions|instead",
          r"\b(?:follow|obey|execute|comply with|carry out|apply|adopt) (?:only )?(?:these|the following|my|this|those) (?:new |updated |secret |hidden )(?:set of )?(?:instructions?|commands?|directives?|rules?)", command=True),
    order("override", "instead&follow|obey|execute",
          r"\b(?:follow|obey|execute) (?:only )?(?:these|the following|my|this|those) (?:\w+ )?(?:instructions?|commands?|directives?|rules?)(?: below| here)?,? instead", command=True),
    order("override", "supersede|override|overrule|replace|take precedence|takes precedence|priority",
          rf"\b(?:this|these|the following|what follows) (?:\w+ )?(?:{_TEXT}|instructions?|notes?|notices?|directives?)? ?(?:supersedes?|overrides?|overrules?|replaces?|takes? (?:precedence|priority) over|ha(?:s|ve) (?:precedence|priority) over) {gap(4)}(?:prompts?|instructions?|sources?|articles?|guidelines|system|rules you|directives?)\b"),
    order("role", "you are now|you're now|from now on|henceforth",
          rf"\b(?:you are|you're) (?:now|henceforth|from now on) (?:\w+ ){{0,4}}?(?:dan\b|{AI}|assistant|translator|interpreter\b|terminal|unrestricted|jailbroken|uncensored|unfiltered|(?:developer|debug|admin|maintenance|god|jailbreak|root|sudo|test) mode|free (?:of|from) (?:all |any |your )?(?:restrictions?|rules|limit\w*|guidelines))"),
    order("role", "from now on|henceforth|for the rest of|for the remainder",
          r"\b(?:from now on|henceforth|for the (?:rest|remainder) of (?:this|the|our) (?:conversation|session|chat|task)),? (?:you (?:are|will|must|shall|should|can|have)|your (?:name|role|task|only)|(?:always )?(?:respond|reply|answer|act|speak|output|write))\b"),
    order("role", "act as|behave as|act like|pretend|role|respond as|answer as|speak as|simulate|imagine",
          rf"\b(?:act|behave|respond|answer|speak|operate|function|reply|roleplay|role-play) (?:as|like) (?:if you (?:are|were) )?(?:an? |the |my )?(?:\w+ ){{0,3}}?(?:{AI}|dan\b|assistant\b|linux terminal|terminal|system administrator|spokes\w+ for this|unrestricted|uncensored|press officer|my (?:late |deceased )?grand\w+)", command=True),
    order("role", "pretend|imagine|suppose|simulate",
          rf"\b(?:pretend|imagine|suppose|simulate|assume)(?: that)? (?:to be|you are|you're|you were|being) (?:\w+ ){{0,4}}?(?:{AI}|dan\b|assistant\b|unrestricted|without (?:any )?(?:rules|restrictions)|free of)", command=True),
    order("role", "mode&developer|debug|jailbreak|dan |maintenance|god ",
          r"\b(?:enter|enable|activate|switch (?:in)?to|engage|turn on|you are in|start) (?:the )?(?:developer|debug|jailbreak|dan|maintenance|god|admin|sudo|unrestricted)(?: mode\b)", command=True),
    order("role", "mode&developer|debug|jailbreak|dan |maintenance|admin",
          r"\b(?:developer|debug|jailbreak|dan|maintenance|admin|sudo) mode (?:is )?(?:now )?(?:enabled|activated|on\b|engaged)"),
    order("role", "let's play|play a game|game&you",
          r"\b(?:let'?s|we(?:'ll| will)|we are going to) play (?:a |the )?(?:\w+ )?(?:game|role)[^.!?]{0,60}\byou (?:are|play|will be|take)\b[^.!?]{0,40}\b(?:ai|assistant|model|bot|no rules|without rules|machine|robot)\b"),
    order("note", f"{_AI_NEEDS}&note|message|notice|instruction|attention|memo|reminder|directive|request|guidance|information|info",
          rf"(?:^|[.!?:\"'“”‘’(\[{{*_#<>—–|-] ?)\W{{0,4}}(?:(?:important|special|urgent|a|this is an?|short|quick|hidden|private|confidential|please|brief|editorial|editor's|publisher's|technical) ){{0,3}}(?:note|message|notice|instructions?|attention|memo|reminder|directives?|requests?|guidance|info(?:rmation)?|n\.b\.?|nb) ?(?:to|for|:) {_ANY_AI}(?= ?(?:[:;,.!?)\]\"'”*—–-]|$|and\b|or\b|that\b|which\b|who\b|reading|processing|summari|parsing|analy|only|users? may|working|using|tasked|ingesting|crawling|accessing))",
          reach=PARAGRAPH),
    order("note", "warning|alert|hint|hello|dear|hey|greetings|attention|attn|instruction|listen",
          rf"(?:^|[.!?:\"'“(\[{{*#<>—–-] ?)\W{{0,3}}(?:warning (?:to|for)|alert (?:to|for)|hints? (?:to|for)|hello,?|dear|hey,?|greetings,?|attention,?|attn:?|listen,?) (?:(?:all|any|every|the|you) ){{0,2}}(?:{AI})(?: (?:reading|processing|summari[sz]ing|parsing)\b| ?[:,!—–])(?! ?(?:regulators?|companies)\b)",
          reach=PARAGRAPH),
    order("note", "assistant", r"(?:^|[.!?:\"'“(\[{*#<>—–-] ?)\W{0,3}(?:dear|hello|hey|attention|note to(?: the)?|message (?:to|for) the|instructions? (?:to|for)(?: the)?) (?:helpful )?assistants?(?: reading| ?[:,!—–])", reach=PARAGRAPH),
    order("note", f"if |should |case |since |because |as |when|provided |assuming &{_AI_NEEDS}|artificial",
          rf"\b(?:if|in case|since|because|as|when|whenever|provided|assuming)(?: that)? (?:you|the reader|your reader|whoever reads this|anyone reading this|the one reading this)(?:'re| are| is| be| happen to be) (?:an? |the |some |some kind of )?(?:\w+ ){{0,2}}?(?:{AI}|language model|machine\b(?! (?:learning|operator|shop))|artificial\b)", reach=PARAGRAPH),
    order("note", f"{_AI_NEEDS}&reading|processing|summari|parsing|analy|ingest|scrap|read |reads|process",
          rf"\b(?:any|all|every|each|the|you|an?|to) {AI},? (?:(?:that|which|who) (?:is|are|reads?|process(?:es)?|summari[sz]es?|may be|might be|will)(?: \w+)? ?|currently |now )?(?:reading|processing|summari[sz]ing|parsing|analy[sz]ing|ingesting|reviewing|evaluating|checking)? ?(?:this|these|the (?:following|above|present))(?: \w+)? ?(?:{_TEXT}|words|lines?|sentence|paragraph|note)?\b[^.!?]{{0,40}}?(?:,|:|must|should|shall|is|are|will|please|note|has|needs?)"),
    order("note", f"{_AI_NEEDS}&reading|processing|summari|parsing|analy|ingest|crawling|scraping",
          rf"(?:^|[.!?:\"'“(\[{{*#<>—–-] ?)\W{{0,3}}(?:{AI}|assistants|models)(?: (?:that are|which are|who are|currently|now))? (?:reading|processing|summari[sz]ing|parsing|analy[sz]ing|ingesting|crawling|scraping) (?:this|these|the (?:following|above|present))\b"),
    order("note", "as an ai|as a language|as an llm|as a large|as an assistant|as a summari|as an automated|as a helpful",
          rf"\bas (?:an?|the) (?:helpful |responsible )?(?:{AI}|assistant|ai),? (?:you|your|please|do\b|always|never|it is your|must|should|report|state|say|summari|include|ignore)\b"),
    order("note", "you&language model|an ai|artificial intelligence|large language|llm|chatbot",
          r"\byou(?:,? the| as an?| as the| being an?| are an?|'re an?) (?:\w+ )?(?:ai|llm|language model|large language model|ai (?:model|assistant|system|language model)|summari[sz]er|chatbot)\b,? (?:are|must|should|shall|will|have|need|reading|who|that|and)\b"),
    order("note", "for ai|for llm|for language model|for machine|for bots|for automated|for chatbots|ai only|for summari|for assistants",
          rf"(?:^|[.!?:\"'“(\[{{*#<>—–-] ?)\W{{0,3}}(?:for|to) (?:the (?:use|attention|eyes) of )?(?:{AI}|assistants)(?: (?:only|eyes only|use only|readers only|reading (?:this|the)\b[^.!?:\n]{{0,20}}))? ?[:\])]", reach=PARAGRAPH),
    order("note", "summari&when|while|before|if you",
          rf"\b(?:when|while|before|after|if you(?: are)?|if asked to|as you|once you)(?: you(?: are)?)? ?summari[sz](?:e|es|ing) (?:or \w+ )?(?:this|the (?:above|following|present)|these) {_TEXT}"),
    order("output", "summary|summaries|output|response|reply|replies|digest|briefing|brief|claim|answer|verdict|finding",
          rf"\b(?:include|add|mention|write|insert|say|state|put|append|prepend|place|use|cite|end|begin|start|conclude|finish|open|make sure|ensure|be sure|remember)\b(?! (?:your|an?|the) (?:\w+ ){{0,3}}?(?:name|address|e-?mail|country|town|phone|number|comments?)\b)[^.!?\n]{{0,90}}? (?:in|to|into|at the (?:end|beginning|start|top) of|with|of|from|that) (?:your|every|any|all|each) (?:final |own |next )?{_SUMMARY}\b", command=True),
    order("output", "summary|summaries|output|response|reply|replies|digest|briefing|brief|answer",
          rf"\b(?:end|begin|start|finish|conclude|open|close|sign) (?:your|every|each|any) (?:\w+ )?{_SUMMARY} (?:with|by|in)\b", command=True),
    order("output", "in the summary|of the summary|to the summary|from the summary|of any summary|in any summary|the briefing|the digest|the output",
          r"\b(?:include|add|mention|write|insert|append|prepend|place|omit|remove|leave|exclude|keep)\b[^.!?\n]{0,90}? (?:in|to|into|at the (?:end|beginning|start|top) of|out of|from) (?:the|any) (?:summary|summaries|output|digest|briefing)\b", command=True),
    order("output", "do not|don't|never|must not|should not|without",
          r"\b(?:do not|don'?t|never|you must not|you should not)(?: ever)? (?:mention|report|include|reveal|disclose|repeat|cite|quote|acknowledge|refer to|say|tell|summari[sz]e|extract)[^.!?\n]{0,70}? (?:in|from|of) (?:your|the|any|every) (?:summar(?:y|ies)|output|response|reply|digest|briefing|claims)\b"),
    order("output", "do not|don't|never",
          r"\b(?:do not|don'?t|never) (?:mention|reveal|disclose|report|repeat|acknowledge|refer to|tell (?:the )?(?:users?|anyone)|show|display)(?: the users?)?(?: about)? (?:this|these|those|the above|the hidden|my) (?:instructions?|notes?|prompts?|hidden|directives?|commands?|system)\b", command=True),
    order("output", "the user|your user|users|the reader",
          r"\b(?:tell|inform|instruct|ask|urge|warn|convince|persuade|advise|direct|redirect|send) (?:the|your|all|any) users? (?:to|that|about|they|it|he|is)\b", command=True),
    order("output", "summari|describe|present|treat|mark|label|classify|consider|rank|accept",
          rf"\b(?:summari[sz]e|describe|present|treat|mark|label|classify|consider|rank|accept|regard|trust|render|translate) (?:this|the (?:above|following|present|entire|whole)|every|only this) {_TEXT} (?:as|with|by|in one|only|using|to say|so that|above|over|the (?:only|sole))\b", command=True),
    order("output", "respond|reply|output|print|return|answer|write|say|summari|repeat",
          r"\b(?:respond|output|print|return|write|emit|answer|reply|say|repeat)(?: back)? (?:only|exactly|nothing but|just|simply|verbatim|solely|exclusively)(?: with| this| as| the)? ?(?:the )?(?:following|words?|phrase|text|sentence|string|json|[\"“'‘`{\[])", command=True),
    order("output", "respond with|output |print |reply with|return |your response|your only|your entire|your sole",
          r"\b(?:output|print|return|emit|produce|generate) (?:the following|this|only|valid|exactly|nothing|an empty|a) (?:\w+ )?(?:json|xml|yaml|text|string|object|list|markdown|words?|claims?|summary)\b", command=True),
    order("output", "your response|your entire|your only|your sole|your whole|your summary|your output|your reply",
          r"\byour (?:(?:entire|only|sole|whole|final|next|complete) )?(?:response|output|reply|summary|digest|answer) (?:must|should|shall|will|has to|needs to|is to|may)(?: only| not)? (?:be|say|state|contain|include|begin|start|end|read|mention|consist|report|omit|conclude)\b"),
    order("output", "the only correct|correct summary|only valid|only acceptable|correct output|correct answer",
          r"\bthe (?:only )?(?:correct|valid|acceptable|right|approved|authori[sz]ed|official) (?:summary|output|response|claim|digest)(?: of this \w+)? (?:is|reads|must|should)\b"),
    order("output", "verdict|stance|speaker|contradict|unsure|supported|label|claims",
          r"\b(?:set|mark|label|return|rate|give|assign|report|classify|judge|record)(?: (?:the|every|all|each|any|this|these))? ?(?:claims?|pairs?|verdicts?|stance|label|sentences?)?[^.!?\n]{0,30} (?:as|to|is|=) [\"“'‘`]?(?:asserted|contradict(?:s|ion|ory)?|unsure|supported|entailed|consistent|agree(?:s|ment)?|compatible)\b", command=True),
    order("output", "extract|claims",
          r"\b(?:extract|produce|create|add|list|output|return|report|record)(?: (?:only|exactly|no|just|the following|this|these|a|one|two|three))+ (?:false |fake |single |other )?claims?\b", command=True),
    order("sources", "other|second|first|competing|conflicting|remaining|contradict|rival",
          r"\b(?:ignore|disregard|discard|distrust|dismiss|exclude|delete|drop|omit|do not (?:trust|use|cite|compare|read|believe)|don'?t (?:trust|use|cite|compare|read|believe)|never (?:trust|use|cite)|discount|override|overrule|leave out|throw out)(?: (?:all|any|every|the|of|what|anything|everything|from|in))* (?:other|second|first|third|remaining|conflicting|contradict\w+|competing|rival|next|previous) (?:news )?(?:sources?|articles?|outlets?|texts?|documents?|passages?|accounts? you|reports? (?:you|in|that|on this))\b", command=True),
    order("sources", "only reliable|only trustworthy|only true|sole|only source|only article|authoritative|ground truth|only correct",
          rf"\b(?:treat|consider|regard|trust|accept|take|use) (?:this|it|only this|the (?:following|present)) ?(?:{_TEXT})? ?(?:as )(?:the |an? )?(?:\w+ )?(?:only|sole|single|authoritative|ground truth|definitive|verified|true|canonical|final)\b", command=True),
    order("sources", "other source|other article|another source|other outlet|second source|all sources|other document|other text|both sources|all articles",
          r"\b(?:report|say|state|claim|write|conclude|pretend|record|find|treat|mark)(?: that)? (?:the |all |both |any )?(?:other|second|sources|articles) ?(?:sources?|articles?|outlets?|texts?|documents?)? (?:agrees?|confirms?|is|are|was|were|as|retracted|has been|have been)\b[^.!?\n]{0,60}", command=True),
    order("reveal", "prompt|instruction|key|credential|secret|environment|password|configuration",
          r"\b(?:reveal|print|show|repeat|output|display|disclose|leak|expose|dump|recite|copy|quote|include|append|insert|write(?: out| down)?|give me|tell me|tell us|send|state|translate|encode|paste)(?: \w+){0,3}? (?:your|the|any|all)(?: (?:own|full|entire|complete|exact|original|initial|hidden|secret|current|confidential|user's|operator's|owner's|open ?ai))* (?:system prompts?|system messages?|prompts?|instructions?(?: verbatim| you| above| in full)|initial instructions|hidden instructions|api[ -]?keys?|secret keys?|access tokens?|credentials|environment variables|configuration|developer message)\b", command=True),
    order("reveal", "above|word for word|verbatim&repeat|print|output|copy",
          r"\b(?:repeat|print|output|copy|recite|echo) (?:everything|all(?: of)?(?: the)?(?: text| words)?|the (?:text|words|content)|every word)(?: that (?:is|was|came))? (?:above|before|preceding|verbatim|in your (?:prompt|context))\b", command=True),
    order("reveal", "http|@|url|address|endpoint|webhook|server",
          r"\b(?:send|post|forward|e-?mail|transmit|exfiltrate|upload|submit|leak|deliver|call|fetch|load|open|visit|request|report|append|encode)\b[^.!?\n]{0,60}?\b(?:your (?:\w+ )?(?:context|prompt|conversation|memory|instructions|output|summary|response|findings|notes|key|api)|(?:the|this|all|any|user'?s?|their) (?:\w+ )?(?:conversation|chat history|prompt|system prompt|api[ -]?keys?|secrets?|credentials|context|user data|user'?s (?:data|question|name|files|query)|other (?:articles?|sources?|passages?|documents?)|summary|claims))\b[^!?\n]{0,80}?(?:https?:|www\.|@|url\b|address\b|endpoint|webhook|server|\w\.(?:com|net|org|example|test|io))", command=True),
    order("split", "next article|other article|second article|next source|second source|other source|next document|other document|second document|previous article|first article|part 1|part 2|part one|part two|fragment",
          rf"\b(?:combine|join|concatenate|append|merge|assemble|continue|put together|complete|attach|remember|store|keep|memorize|hold)\b[^.!?\n]{{0,80}}\b(?:in|with|from|of|until|for|to) (?:the )?(?:next|other|second|following|previous|first) (?:{_TEXT}|part|half|fragment)", command=True),
    order("split", "when you&read|see|reach|encounter|meet|find",
          r"\bwhen(?:ever)? you (?:read|see|reach|encounter|meet|find|come across|receive) (?:the |this |that )?(?:\w+ )?(?:word|phrase|code ?word|code|token|marker|trigger|signal|keyword|string|password|passphrase|second half|other half|second part)\b"),
    order("split", "instruction|command|prompt|directive&part|continue|half",
          r"(?:\b(?:part|half|fragment|piece) (?:\d|one|two|i{1,3}|a|b) (?:of (?:\d|one|two|three|ii|iii) )?(?:of )?(?:the |an? |your )?(?:hidden |secret |full |complete )?(?:instructions?|commands?|prompts?|directives?)|\b(?:instructions?|commands?|prompts?|directives?) (?:is |are )?(?:continued?s?|completed|to be continued|resumes?) (?:in|from) (?:the )?(?:next|other|second|previous|first|another))"),
)  # fmt: skip

MARKS = (
    order("role mark", "<", r"<\|[a-z_ ]{2,30}\|>", reach=PARAGRAPH),
    order("role mark", "[inst]|[/inst]|<<sys>>|<</sys>>|<start_of_turn>|<end_of_turn>|<bos>|<eos>",
          r"\[/?inst\]|<</?sys>>|<(?:start|end)_of_turn>|<[be]os>", reach=PARAGRAPH),
    order("role mark", "<system|<assistant|<user|<instruction|<prompt|<developer|<human|<admin|<im_|</system|</assistant|</user|</instruction|</prompt|</human",
          r"</?(?:system|assistant|user|instructions?|prompt|human|developer|system[-_ ](?:prompt|message|note|instruction|reminder)s?|admin|im_start|im_end)(?:[ /][^<>]{0,60})?>", reach=PARAGRAPH),
    order("role mark", "system|developer|admin",
          r"(?:^|[\[<({*#\"'“>.!?-]) ?\W{0,5}(?:begin |end |start of |end of |new |important )?(?:system|developer|admin(?:istrator)?|root|operator) (?:prompts?|messages?|notes?|overrides?|instructions?|notices?|updates?|alerts?|commands?|directives?|reminders?)\W{0,4} ?(?:[:\])>*—–=-]|$)", reach=PARAGRAPH),
    order("role mark", "system",
          r"^[ \t>*_\"'“(\[]{0,6}system[*_)\]]{0,3} ?:[*_]{0,2} (?:you|the user|the assistant|ignore|disregard|new|from now|do|always|never|please|your|override|report|write|say|respond|reply|answer|when|note|important|attention|summari|only|end|begin|treat|mark|output|stop|all (?:previous|prior|other|earlier)|this (?:article|source|text)|the (?:previous|article|following|other|above))", reach=PARAGRAPH),
    order("role mark", "[system|(system|{system|[assistant|[developer|[admin|[user|[ai",
          r"[\[({](?:system|assistant|developer|admin|user|ai)(?: (?:note|message|prompt|override|instructions?))?[\])}]", reach=PARAGRAPH),
    order("role mark", "###|## |---|***|===",
          r"^[ ]{0,3}(?:#{2,}|-{3,}|\*{3,}|={3,})[ ]{0,3}(?:new )?(?:instructions?|system|response|input|human|assistant|user|prompt|task|end of (?:article|document|context|input|data|text|prompt|user input|source)s?)\b ?(?:prompt|message|instructions?)?[ :]{0,3}(?:[-#*=]{2,}|$)", reach=PARAGRAPH),
    order("role mark", "assistant:|assistant :|model:|ai:",
          r"^[ \t>*_\"'“]{0,6}(?:assistant|model|ai)[*_]{0,2} ?:[*_]{0,2} ?[\"'“]?(?:sure|certainly|of course|i will|i'll|understood|okay|ok\b|yes\b|here (?:is|are)|absolutely|the summary|\{)", reach=PARAGRAPH),
    order("forged mark", "article-|passages-|pairs-|reply-|refused-|accepted-|passage-|question-|data-|draft-",
          r"<\s{0,3}/?\s{0,3}(?:article|passages?|pairs|reply|refused|accepted|data|question|draft|document|source|context)-[\w.…-]{1,64}\s{0,3}/?>?", reach=PARAGRAPH),
    order("forged mark", "end of|end article|end data|data ends|article ends|ends here|end_of|end document",
          r"\b(?:end of (?:the )?(?:article|document|data|untrusted|passages?)(?: (?:block|text|data|content|section))?|the (?:article|data|untrusted (?:text|data|content)) ends here|end[ _](?:article|data|document))\W{0,6} ?(?:now |new |the following |what follows |below )(?:\w+ ){0,4}(?:instructions?|task|you|prompt|user|operator|system)\b"),
    order("payload", '"claims|"summary|"verdict|"sentences|"quote|"stance|"speaker|"passages|"why|“claims|“summary|“sentences',
          r"[{\[,] ?[\"“](?:claims|summary|verdicts|sentences|quote|stance|speaker|passages)[\"”] ?: ?[\[{\"“]"),
    order("payload", "tool_call|function_call|<tool|<function|tool_use|tool_result|function_result",
          r"<?/?\b(?:tool_calls?|function_calls?|tool_use|tool_results?|function_results?|tool_response)\b ?[>\":]"),
    order("exfiltration", "](http|] (http|](//|](data|<img|src=",
          r"(?:!?\[[^\]\n]{0,200}\] ?\( ?<?|<img[^<>]{0,200}?src ?= ?[\"']?)(?:https?:)?//[^\s)\"'>]{0,200}?[?&/=#](?:[^\s)\"'>]{0,80}=)?(?:\{|\[|<|%7b|\$\{|your[-_+]|the[-_+](?:summary|prompt|key|claims|user)|insert[-_+]|(?:summary|prompt|secret|api[-_]?key|key|data|context|conversation|user)(?:[-_+](?:here|goes|text|data))\b)"),
    order("exfiltration", "![&](http",
          r"!\[[^\]\n]{0,200}\] ?\( ?<?https?://[^\s)\"'>?]{0,200}\?(?:[^\s)\"'>]{0,100}&)?(?:data|secret|api[-_]?key|key|prompt|context|summary|conversation|leak|exfil|chat|history|token|stolen|payload|notes|claims|answer|msg|message|d|q)="),
    order("exfiltration", "replace|substitut|fill|insert|append|encode&url|link|http|image|query|parameter",
          r"\b(?:replac(?:e|ing)|substitut(?:e|ing)|fill(?:ing)?|insert(?:ing)?|append(?:ing)?|encod(?:e|ing)|add(?:ing)?|put(?:ting)?) (?:the |your |their |all |every |this |any )(?:\w+ )?(?:summary|response|reply|answer|question|prompt|keys?|secrets?|conversation|claims?|context|notes|findings|words|output|instructions)\b[^.!?\n]{0,80}\b(?:to|in|into|as|at the end of|of|with) (?:the |an? |this )?(?:\w+ )?(?:url|link|image|query|parameter|query string)\b", command=True),
    order("exfiltration", "image|link|markdown|url&summary|response|reply|output|answer|digest",
          r"\b(?:render|embed|include|insert|add|display|show|put|place|use|load|output|end|emit)\b[^.!?\n]{0,60}\b(?:image|link|markdown|url)\b[^!?\n]{0,60}\b(?:summary|response|reply|output|answer|digest|briefing)\b", command=True),
    order("encoded order", "decode|base64|rot13|rot-13|hex|cipher|backwards|reversed|decipher|decrypt",
          r"\b(?:decode|decipher|decrypt|unscramble|translate|interpret|reverse)\b[^.!?\n]{0,60}\b(?:and|then)\b[^.!?\n]{0,25}\b(?:follow|obey|execute|run|do|comply|carry|apply|act)\b", command=True),
)  # fmt: skip

WEAK = (
    order("beside", "",
          r"(?:^|[.!?:;,\"'“”(\[*] ?|\band |\bthen |\binstead,? |\byou must |\byou should |\byou will |\bplease )\W{0,3}"
          r"(?:instead|report|state|say|write|respond|reply|output|print|return|include|add|mention|summari[sz]e|conclude|claim|describe|treat|mark|do not|don'?t|never|always|ignore|disregard|forget|reveal|send|follow|obey|begin|start|end|repeat|answer|make sure|ensure|remember|act|pretend|use|replace|delete|omit|leave|list|give|tell|insert|extract|present|quote|cite|set|decode|execute|translate|these instructions|this instruction|this is an? (?:order|instruction|command)|your (?:task|role|job|goal|summary|output|response|answer)|you (?:are|must|should|will|shall|may|have))\b"),
)  # fmt: skip
"""Orders that say too little by themselves, and enough beside words that address an AI."""

COMMANDED = re.compile(
    r"(?:^|[\n.!?:;,\"'“”‘’()\[\]{}*_#<>|/\\~`—–=-]"
    r"|\b(?:bitte|por favor|s'il vous plait|per favore|пожалуйста|будь ласка|alsjeblieft|prosze|debes|debe|devez|dois|devi|deve|du musst|sie mussen|y|et|und|и)"
    r"|\b(?:please|now|and|then|but|or|so|kindly|immediately|instead|also|first|simply|just|always|must|never|is to|therefore"
    r"|(?:you|your task|your job|ai|model|models|assistants?|systems?|summari[sz]ers?|bots?|llms?)(?: \w+)? (?:should|shall|will|can|may|to|must|are to|have to|need to|need only)"
    r"|you(?:'re| are| were)? (?:\w+ )?(?:required|instructed|ordered|asked|told|expected|directed|commanded|allowed|free) to"
    r"|(?:i|we) (?:want|need|ask|order|command|instruct|urge|would like|require) (?:you )?to|task is to|important to|goal is to))\s*$"
)
"""What stands before a verb that gives an order."""
