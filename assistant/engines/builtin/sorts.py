"""Members of the sorts of things that news is asked about: which words can be a country, a sport, a profession.

General knowledge that a lexicon without names does not hold, and that WordNet files under many small headings.
Lists are open: what is in none can still be the answer, it only fits less well.
"""

import re
from collections.abc import Mapping

COUNTRIES = """
afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh
barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil brunei bulgaria burundi cambodia
cameroon canada chad chile china colombia comoros congo croatia cuba cyprus czechia denmark djibouti dominica
ecuador egypt eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia germany ghana greece
grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy
jamaica japan jordan kazakhstan kenya kiribati kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya
liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali malta mauritania mauritius mexico
micronesia moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru nepal netherlands nicaragua
niger nigeria norway oman pakistan palau palestine panama paraguay peru philippines poland portugal qatar romania
russia rwanda samoa senegal serbia seychelles singapore slovakia slovenia somalia spain sudan suriname sweden
switzerland syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey turkmenistan tuvalu uganda ukraine
uruguay uzbekistan vanuatu venezuela vietnam yemen zambia zimbabwe britain england scotland wales us uk uae|costa
rica|czech republic|dominican republic|east timor|el salvador|equatorial guinea|ivory coast| new zealand|north
korea|north macedonia|papua new guinea|san marino|saudi arabia|sierra leone|solomon islands|south africa| south
korea|south sudan|sri lanka|trinidad and tobago|united arab emirates|united kingdom|united states
"""
STATES = """
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming
queensland victoria tasmania punjab gujarat kerala maharashtra bavaria saxony|new hampshire|new jersey|new
mexico|new york|north carolina| north dakota|rhode island|south carolina|south dakota|west virginia|new south
wales|south australia|western australia| tamil nadu|uttar pradesh
"""


def _listed(words: str) -> re.Pattern[str]:
    """Any of words parted by spaces, or of phrases parted by bars, as whole words that begin with a capital."""
    single, *phrases = " ".join(words.split()).split("|")
    each = [*phrases, *single.split()]
    shown = (
        word.upper()
        if len(word) <= 3 and word in ("us", "uk", "uae")
        else word.strip().title().replace(" And ", " and ")
        for word in each
    )
    return re.compile(rf"\b(?:{'|'.join(shown)})\b(?!-)")


def _worded(words: str, endings: str = "") -> re.Pattern[str]:
    """Any of words, in either case, or a word with one of the endings."""
    listed = "|".join(re.escape(word.replace("_", " ")) for word in words.split())
    return re.compile(rf"\b(?:{listed})s?\b{'|' + endings if endings else ''}", re.IGNORECASE)


_COUNTRY, _STATE = _listed(COUNTRIES), _listed(STATES)
_LAND = re.compile(f"{_COUNTRY.pattern}|{_STATE.pattern}")
_SPORT = _worded(
    """american_football association_football football soccer basketball baseball ice_hockey field_hockey hockey cricket
    rugby tennis golf swimming athletics volleyball handball boxing wrestling cycling rowing sailing skiing skating
    gymnastics judo karate fencing archery badminton squash polo lacrosse softball chess snooker darts curling
    biathlon triathlon weightlifting weightlifter motorsport racing running marathon sprinter jockey footballer
    cricketer skier boxer wrestler swimmer cyclist golfer sumo surfing skateboarding bobsleigh luge diving shooting
    taekwondo futsal pickleball bowling"""
)
_TRADE = _worded(
    """actor actress writer poet politician lawyer physician doctor nurse teacher engineer chef judge priest bishop
    cardinal king queen soldier officer general admiral athlete footballer player coach businessman businesswoman
    entrepreneur critic architect model spy editor mathematician astronaut pilot diplomat merchant clergyman farmer
    soprano tenor cricketer""",
    r"\b[a-z]{3,}(?:ologist|ist|ician|grapher|maker|writer|keeper|singer|dancer|ter|er|or)\b",
)
_MEDIUM = _worded(
    """film movie novel novella book album song single television_series tv_series series television radio magazine
    newspaper comic manga play opera musical painting sculpture poetry video_game board_game game podcast website
    ballet short_story poem"""
)
_LANGUAGE = _worded(
    """english french german spanish italian portuguese russian chinese mandarin cantonese japanese korean arabic hebrew
    persian farsi turkish hindi urdu bengali tamil telugu malayalam kannada marathi gujarati punjabi assamese odia
    nepali sinhala thai vietnamese indonesian malay tagalog filipino swahili amharic dutch swedish norwegian danish
    finnish icelandic polish czech slovak hungarian romanian bulgarian greek serbian croatian ukrainian latin
    sanskrit irish welsh catalan basque""",
    r"\b[A-Z][a-z]+-language\b",
)
_PARTY = re.compile(
    r"\b(?:Democrat(?:ic|s)?|Republicans?|Labour|Conservatives?|Liberals?|Green|Socialist|Communist|Independent|Tory|"
    r"Progressives?|Nationalist|[A-Z][\w-]+ Party)\b"
)
_POSITION = _worded(
    """goalkeeper defender midfielder forward striker winger quarterback linebacker cornerback safety guard tackle
    center centre tight_end wide_receiver running_back fullback halfback back pitcher catcher shortstop outfielder
    infielder first_baseman second_baseman third_baseman point_guard goaltender defenceman defenseman lineman kicker
    punter batsman bowler wicket-keeper prop hooker flanker end"""
)
_GENRE = _worded(
    """rock pop jazz blues country folk metal punk hip_hop rap soul funk reggae classical electronic techno house disco
    gospel opera drama comedy thriller horror romance western documentary musical fantasy science_fiction mystery
    crime satire superhero adventure biography memoir"""
)
_HOLIDAY = _worded(
    "christmas easter diwali hanukkah eid ramadan passover thanksgiving halloween juneteenth holi kwanzaa nowruz vesak",
    r"\b[A-Z][\w’']+ (?:Day|Eve|Festival|New Year)\b",
)
_AWARD = re.compile(
    r"\b(?:Oscars?|Emmys?|Grammys?|Tonys?|Nobel|Pulitzer|Booker|Bafta|BAFTA|Palme d.Or)\b"
    r"|\b[A-Z][\w’'-]+ (?:Awards?|Prize|Medal|Trophy|Cup)\b"
)
_ANIMAL = _worded(
    """dog cat horse pony cow bull pig sheep goat chicken rooster duck goose turkey snake python crocodile alligator
    lizard iguana turtle tortoise frog toad shark whale dolphin seal otter bear wolf fox deer moose elk lion tiger
    leopard cheetah elephant rhino rhinoceros hippo giraffe zebra monkey ape gorilla chimpanzee panda koala kangaroo
    rabbit hare rat mouse squirrel beaver bat owl eagle hawk falcon parrot penguin pigeon crow spider bee wasp ant fly
    mosquito octopus squid salmon trout crab lobster camel donkey llama bird fish reptile dinosaur mammoth"""
)
_NATIONAL = re.compile(r"\b[A-Z][a-z]+(?:ian|ean|an|ese|ish|i|ch|k)\b")
_RELIGION = _worded(
    "christian catholic protestant muslim islam hindu buddhist jewish judaism sikh orthodox anglican mormon"
)

SORTS: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("country", "nation"), _COUNTRY),
    **dict.fromkeys(("state", "province"), _STATE),
    **dict.fromkeys(("area", "region", "territory", "island", "place", ""), _LAND),
    "sport": _SPORT,
    **dict.fromkeys(("profession", "occupation", "job"), _TRADE),
    "medium": _MEDIUM,
    "language": _LANGUAGE,
    "party": _PARTY,
    "position": _POSITION,
    "genre": _GENRE,
    "holiday": _HOLIDAY,
    **dict.fromkeys(("award", "prize"), _AWARD),
    **dict.fromkeys(("animal", "species", "creature"), _ANIMAL),
    "nationality": _NATIONAL,
    "religion": _RELIGION,
}
"""By the noun that a question asks with; "" is where a thing is."""
