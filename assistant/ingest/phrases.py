"""What pages say around every report: a table from the shape of a whole line to why it is clutter.

A rule must match the line from end to end. The danger is not the clutter that stays but the
sentence that goes: "Share prices fell" begins like a share button. So every rule asks for what a
sentence lacks (a colon, a platform's name, nothing at all after the phrase), and none is applied to
a line in which somebody says something.
"""

import re

from assistant.ingest import dates

LONGEST = 300
_SAYS = re.compile(r"\b(?:said|says|told|according to|announced|reported|warned|added)\b", re.I)
_PLATFORM = (
    r"(?:facebook|twitter|x|instagram|xinstagram|linkedin|whatsapp|telegram|youtube|tiktok|threads|bluesky"
    r"|mastodon|reddit|pinterest|google news|e-?mail|flipboard|messenger)"
)
_AGENCY = r"(?:getty images|afp|reuters|ap|ap photo|epa|epa-efe|shutterstock|unsplash|istock|alamy|xinhua|dpa|pa)"
_GO = r"\s*[:»→>|]\s*.{1,200}"  # a mark that points to another page, and its name
_PICTURE = r"(?:photo|image|picture|pic|photograph|illustration|graphic|video|cover|thumbnail)s?"

# The whole line is this and nothing else; a colon or a full stop after it is read over.
_EXACT: dict[str, str] = {
    "advertisement": "ad|ads|advert|advertisement|advertisements|sponsored|sponsored content|promoted"
    "|scroll to continue|story continues below|article continues below"
    "|story continues below advertisement|article continues below advertisement"
    "|article continues after advertisement|advertisement - scroll to continue",
    "share": "share|share this|share this article|share this story|share this post|share article|shares"
    "|copy link|copy url|link copied|print|print this|print article|email this|tweet|tweet this|save"
    "|bookmark|gift this article",
    "social": "follow us|facebook|twitter|instagram|whatsapp|linkedin|telegram|youtube|tiktok|like us on facebook",
    "newsletter": "newsletter|newsletters|subscribe|subscribe now|subscribe today|sign up|sign up now"
    "|sign up today|our newsletter|newsletter signup|newsletter sign-up|enter your email|email address"
    "|your email address|thank you for subscribing",
    "comments": "comments|comment|leave a reply|leave a comment|cancel reply|leave a reply cancel reply"
    "|post comment|post a comment|add a comment|add comment|view comments|show comments|load comments"
    "|join the conversation|join the discussion|no comments yet|no comments|be the first to comment"
    "|log in to comment|login to comment|comments are closed|submit comment",
    "related": "related|related stories|related articles|related posts|related news|related topics"
    "|related content|related coverage|related links|also read|read also|read more|read next|more stories"
    "|more news|more from this section|recommended|recommended for you|recommended stories|most read"
    "|most popular|trending|trending now|you may also like|you might also like|you may like|editor's picks"
    "|latest news|latest stories|top stories|more on this story|see also|don't miss|up next|watch now",
    "cookie": "accept|accept all|accept cookies|accept all cookies|reject all|manage cookies|cookie settings"
    "|cookie policy|cookie preferences|cookie notice|manage preferences|got it",
    "navigation": "home|menu|search|skip to content|skip to main content|back to top|previous article"
    "|next article|previous post|next post|previous|next|previous story|next story|sign in|log in|login"
    "|register|my account|privacy policy|terms of use|terms of service|terms and conditions|contact us"
    "|about us|click here|load more|show more|listen|listen to this article|loading|toggle navigation",
    "picture credit": "getty images|file photo|handout|courtesy photo|representational image"
    "|representative image|enlarge image|open image in gallery",
    "copyright": "all rights reserved",
}
_WORDS = {word: reason for reason, words in _EXACT.items() for word in words.split("|")}

_PATTERNS: dict[str, tuple[str, ...]] = {
    "reading time": (
        r"(?:reading time\s*:?\s*|read time\s*:?\s*|estimated reading time\s*:?\s*)?"
        r"(?:about |~)?\d{1,3}(?:\s*|-)min(?:ute)?s?\.?(?:\s*|-)read(?:ing)?(?: time)?",
        r"(?:estimated )?read(?:ing)? time\s*(?::\s*|(?=\d))"
        r"(?:about |~)?[\w-]{1,12}\s*min(?:ute)?s?\b.{0,10}",
    ),
    "picture credit": (
        rf"(?:(?:file|stock|handout|press|lead|cover|main|featured|representati(?:onal|ve)) )?{_PICTURE}"
        r"(?: credits?| courtesy| source| by| copyright)?\s*[:|©]\s*.{1,200}",
        rf"{_PICTURE} (?:by|courtesy|courtesy of|via|credit) [^.]{{2,80}}",
        r"credits?\s*[:|]\s*.{0,79}[^.]",
        rf"[\w.’' -]{{2,50}}\s*(?:/|\bvia\b|\|)\s*{_AGENCY}"
        rf"(?:\s*(?:/|via)\s*{_AGENCY})?(?:, file)?",
        rf"{_AGENCY}\s*/\s*[\w.’' -]{{2,50}}",
    ),
    "byline": (rf".{{5,150}}\bfollow (?:him|her|them|me) on {_PLATFORM}(?: at)? @\w+\.?",),
    "photo caption": (r"caption\s*:.{1,250}",),
    "publication line": (r"a (?:print )?version of this (?:article|story|report) (?:appears|appeared|ran)\b.{0,250}",),
    "social": (
        # The name is capitalised: "Follow Gazette on X" is a button, "Follow events on X" may be a quote.
        r"follow (?:me|him|her|them|(?-i:[A-Z@][\w.’']*(?: [A-Z][\w.’']*){0,3})) "
        rf"on (?:our )?{_PLATFORM}\b.{{0,200}}",
        rf"(?:like|find|join|connect with) (?:us|our page)(?: also)? on (?:our )?{_PLATFORM}\b.{{0,200}}",
        r"follow (?:us|@\w+)(?: on| at)?\b.{0,100}",
        r"follow (?-i:(?:[A-Z][\w.’']* ){1,5}on [A-Z]\w+(?:,? (?:and |or |& )?(?:on )?[A-Z]\w+){0,4})\.?",
    ),
    "share": (
        r"share(?: this)?(?: article| story| post| page)?\s*[:|]\s*.{0,99}[^.]",
        r"(?:[^\[\]]{1,25}\]\s*\[){1,8}[^\[\]]{1,25}",  # [Print] [Mail this], the outer brackets stripped
        rf"(?:share|tweet|pin|send)(?: this| it)?(?: article| story| post| page| news)?\s*:?\s*"
        rf"(?:(?:on|via|with|to|by|and|&|,|/|\||your friends|friends)\s*|{_PLATFORM}\b\s*)+",
    ),
    "newsletter": (
        r"(?:get|receive) .{1,60} in your (?:inbox|letter ?box|mailbox|e-?mail)\b.{0,80}",
        r"subscribe (?:to|for|on|via|now|today)\b.{0,150}",
        r"sign up (?:for|to|now|here|today)\b.{0,100}"
        r"(?:newsletter|updates|alerts?|inbox|e-?mails?|account|daily|briefing|free|digest|letter|our)\b.{0,80}",
        r"(?:get|receive) (?:our|the|all|more|breaking).{0,80}"
        r"(?:newsletters?|inbox|email alerts?|news alerts?|straight to your \w+)\b.{0,60}",
        r"enter your e-?mail\b.{0,120}",
        r"join our (?:newsletter|mailing list|channel|whatsapp|telegram)\b.{0,120}",
        r"download (?:our|the) .{0,30}\bapp\b.{0,60}",
    ),
    "comments": (
        r"\d{1,5} comments?|leave a (?:reply|comment)(?: (?:to|on|for) .{1,150}| below.{0,40})?",
        r"(?:your )?e-?mail address will not be (?:published|shared)\b.{0,100}",
        r"required fields are marked\b.{0,10}",
        r"save my name,? e-?mail\b.{0,120}|notify me (?:of|when|by)\b.{0,100}",
        r"(?:you must be|please) (?:logged|log|sign|signed) in to (?:post a )?comment.{0,40}",
        r"(?:name|e-?mail|website|comment)\s*\*",
        r"(?:tell us )?what (?:do )?you think\b[?!.:].{0,120}|join the (?:conversation|discussion)\b.{0,100}",
        r"this (?:story|article|post) has \d{1,5} comments?\b.{0,80}|was this .{0,20}helpful\?.{0,40}",
        r"send (?:us|corrections|tips|letters|your)\b.{0,120}",
    ),
    "related": (
        rf"(?:read|watch|listen)(?: more| also| next| live| here| the full (?:story|article|report))?{_GO}",
        rf"(?:(?:see|read) also|(?:also|must|further) (?:read|reading|watch)|don['’]t miss|recommended){_GO}",
        r"read (?:more|also|next|the full story)\s*[.…»→>]{1,3}",
        r"read more (?:about|on|from|at|here)\b.{0,100}",
        r"more (?!than).{0,40}\bon pages? \d.{0,60}|(?:see|turn to|continued on) pages? \d.{0,60}",
        rf"related(?: (?:stories|story|articles?|posts?|news|topics|coverage|links|reading))?{_GO}",
    ),
    "cookie": (
        r"(?:we|this (?:web)?site|our (?:web)?site)(?: and our partners)? uses? cookies\b.{0,250}",
        r"by (?:continuing to (?:use|browse)|using) (?:this|our) (?:web)?site\b.{0,200}",
    ),
    "copyright": (
        r"(?:copyright\s*)?©.{0,200}|(?:copyright\s*)?\(c\)\s*\d{4}.{0,200}",
        r"copyright:?\s+\d{4}\b.{0,150}",
        r"(?:.{0,150}[.,|;-]\s*)?all rights (?:are )?reserved(?:[.,;|].{0,150})?",
    ),
    "navigation": (
        r"(?:tags?|topics?|categor(?:y|ies)|filed under|posted (?:in|under)|keywords?|tagged(?: with)?)"
        r"\s*:\s*.{0,150}[^.]",
        r"(?:previous|next)(?: (?:article|post|story|page))\s*[:»«→←>|-]\s*.{1,150}",
        r"click (?:here|on the link)\b.{0,100}",
        r"(?:home|news|world|politics|business)(?:\s*[>»/›]\s*[\w &'’-]{1,40}){1,5}",
        r"page \d{1,4} of \d{1,4}",
    ),
    "advertisement": (
        r"(?:story|article|content) continues (?:below|after)\b.{0,100}",
        r"\[?(?:advertisement|sponsored)\s*[:|-].{0,100}",
    ),
}
_RULES = tuple((reason, re.compile(each, re.I)) for reason, patterns in _PATTERNS.items() for each in patterns)

# "...in December at the Capitol.CreditJane Doe/Agency": the credit sticks to the caption.
_GLUED_CREDIT = re.compile(r".{10,250}[.\w]\s?Credit[.:…]{0,3}\s?[A-Z][^.]{2,60}")
_CONTRIBUTED = re.compile(r".{3,150}\bcontributed (?:reporting )?to this (?:report|story|article)\.?", re.I)
_BYLINE = re.compile(
    r"\(?(?:(?:additional )?(?:reporting|writing|editing)|written|edited|compiled) by:?\s"
    r"(?P<names>.{3,150}?)\.?\)?",
    re.I,
)
_LINKING = frozenset(
    "and in by for from with of the at on reporting editing writing additional staff writer reporter"
    " correspondent agencies our own".split()
)


_AGENCY_SIGN = re.compile(r"\((?:[A-Z]{2,6}|Reuters|Bloomberg|Xinhua)\)")


def names_only(text: str) -> bool:
    """Whether a credit holds only names and the small words between them, so that it is no sentence."""
    words = re.findall(r"[^\W_][\w.’'-]*", text)
    named = [word for word in words if word[0].isupper()]
    return bool(named) and not any(word[0].isdigit() or (word[0].islower() and word not in _LINKING) for word in words)


def reason(text: str) -> str:
    """Why a whole line is clutter wherever it stands, or `""` when it may be part of the report."""
    if not 0 < len(text) <= LONGEST:
        return ""
    line = re.sub(r"\s+", " ", text).strip("[]* ")
    exact = _WORDS.get(line.rstrip(" .:!»→>…").casefold().replace("’", "'"))
    return exact or _credit(line) or _matched(line)


def _credit(line: str) -> str:
    byline = _BYLINE.fullmatch(line)
    if _CONTRIBUTED.fullmatch(line) or _AGENCY_SIGN.fullmatch(line):
        return "byline"
    if byline and names_only(byline["names"]):
        return "byline"
    if _GLUED_CREDIT.fullmatch(line):
        return "photo caption"
    return "date" if dates.is_labelled(line) else ""


def _matched(line: str) -> str:
    if _SAYS.search(line):
        return ""
    inner = line[1:-1] if line[:1] + line[-1:] == "()" else line
    return next((name for name, rule in _RULES if rule.fullmatch(inner) or rule.fullmatch(line)), "")
