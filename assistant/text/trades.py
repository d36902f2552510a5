"""The nouns by which somebody is called: offices, trades, ranks and ties, and the words that go with them."""

import re
from functools import lru_cache

from assistant.text.days import MONTHS, WEEKDAYS
from assistant.text.lexicon import entry, lemma
from assistant.text.names import OPENERS
from assistant.text.words import NO_CONTENT

HONORIFICS = frozenset("mr mrs ms miss mx dr sir dame lord lady rev fr sister hon".split())
"""What tells that a name is a person's and not what the person does."""
RANKS = frozenset(
    """general gen admiral adm marshal colonel col major maj captain capt lieutenant lt sergeant sgt corporal cpl
    private pvt brigadier commander cmdr commodore""".split()
)
RANK_PARTS = frozenset(
    """field lieutenant lt major maj brigadier brig rear vice air wing staff master first second army navy retired
    four-star three-star""".split()
)
"""What stands before a rank and belongs to it: "Rear Admiral"."""
PREFIXED = re.compile(r"(?:ex|then|vice|co|acting|mid|one-time|soon-to-be)-", re.IGNORECASE)
"""Prefixes that say how somebody holds an office."""
TITLED = frozenset("sen senator rep representative gov governor prof professor".split())
"""Titles that stand next to a name, behind what else somebody is."""
SHORT = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "lt": "lieutenant",
    "col": "colonel", "maj": "major", "capt": "captain", "sgt": "sergeant", "adm": "admiral", "prof": "professor",
    "cmdr": "commander", "cpl": "corporal", "pvt": "private",
}  # fmt: skip
CREDITS = frozenset("ap afp reuters getty images epa pool photo picture".split())
"""What stands before a name in a picture's credit."""
PARTIES = frozenset("democrat republican conservative liberal libertarian independent socialist".split())
"""What a state, a vote or a paper may be too."""
GENERALS = frozenset(
    "attorney solicitor secretary director governor inspector postmaster surgeon consul auditor".split()
)
"""Offices with "general" behind, which is no rank there."""
ALONE = (
    RANKS
    | frozenset(f"{office} general" for office in GENERALS)
    | frozenset(
        """president premier chancellor king queen pope prince princess emperor sultan emir mayor governor gov senator
    sen representative rep congressman congresswoman lawmaker legislator minister secretary ambassador envoy
    diplomat consul spokesman spokeswoman spokesperson chairman chairwoman chairperson chair director
    commissioner sheriff trooper officer detective inspector superintendent constable policeman policewoman
    firefighter coxswain skipper helmsman helmswoman judge justice magistrate coroner attorney lawyer solicitor
    barrister counsel prosecutor notary professor prof lecturer teacher principal rector dean scholar historian
    economist scientist physicist chemist biologist engineer architect surveyor hydrologist geologist
    meteorologist seismologist ecologist botanist zoologist virologist epidemiologist doctor physician surgeon
    nurse paramedic psychiatrist psychologist therapist pharmacist midwife vet veterinarian researcher analyst
    strategist pollster consultant adviser advisor aide lobbyist organizer organiser activist campaigner author
    writer novelist poet playwright journalist reporter correspondent columnist commentator editor
    editor-in-chief anchor anchorman anchorwoman presenter broadcaster blogger pundit photographer cameraman
    filmmaker actor actress comedian comic singer rapper musician composer pianist conductor painter artist
    sculptor dancer model designer businessman businesswoman entrepreneur financier banker broker trader
    billionaire millionaire tycoon investor executive ceo cfo coo president-elect manager treasurer accountant
    auditor clerk registrar archivist librarian curator coach trainer referee umpire goalkeeper midfielder
    defender striker winger forward quarterback pitcher batsman bowler footballer boxer cyclist swimmer sprinter
    rower pilot co-pilot astronaut cosmonaut sailor captain-elect driver farmer fisherman fisherwoman baker
    butcher builder carpenter plumber electrician mechanic welder miner deckhand ferryman boatman harbourmaster
    harbormaster lockkeeper keeper warden ranger gardener forester beekeeper shepherd shopkeeper landlord
    landlady publican innkeeper chef cook waiter waitress courier bishop archbishop cardinal priest vicar pastor
    imam rabbi ayatollah sheikh monk nun minister-president deputy councillor councilman councilwoman alderman
    assemblyman assemblywoman delegate whip speaker postmaster bailiff marshal bookkeeper cashier caretaker
    engineer-in-chief founder co-founder cofounder creator co-creator inventor frontman guitarist drummer
    democrat republican conservative liberal libertarian independent socialist congressperson politician
    statesman stateswoman nominee frontrunner front-runner incumbent student pupil graduate intern apprentice
    volunteer passenger pedestrian motorist bystander eyewitness pensioner retiree widow widower gunman shooter
    attacker fugitive inmate prisoner detainee whistleblower informant spy hacker co-author coauthor co-host
    cohost co-chair cochair co-chairman vice-chairman vice-president ex-president undersecretary under-secretary
    secretary-general director-general comptroller controller ombudsman mediator negotiator arbitrator
    translator interpreter statistician mathematician astronomer archaeologist anthropologist sociologist
    criminologist ethicist theologian philosopher linguist technician programmer developer-in-chief paralegal
    bodyguard chauffeur butler chaplain choirmaster organist conductor-in-chief restaurateur hotelier publicist
    chief head hydrographer cartographer geographer oceanographer demographer seaman postman postwoman foreman
    forewoman midshipman congressperson-elect governor-elect mayor-elect
    representative-elect senator-elect agent""".split()
    )
)
"""Nouns that name a person only, by what they do or hold."""
SHARED = frozenset(
    """leader owner co-owner maker ally rival critic opponent supporter backer sponsor donor partner member player
    winner champion host star contender hopeful favourite favorite candidate contributor witness plaintiff
    defendant victim survivor suspect guest native newcomer veteran pioneer advocate operator publisher producer
    developer challenger successor predecessor colleague counterpart boss resident neighbour neighbor fellow
    loyalist insider surrogate confidant operative official expert specialist trustee expatriate""".split()
)
"""Nouns that may name a firm, a club or a country as well."""
KIN = frozenset(
    """wife husband son daughter father mother brother sister nephew niece cousin uncle aunt grandson granddaughter
    grandfather grandmother fiancé fiancée girlfriend boyfriend stepson stepdaughter stepfather stepmother
    friend son-in-law daughter-in-law father-in-law mother-in-law brother-in-law sister-in-law""".split()
)
"""Ties, which say something only with whose they are."""
BARE = KIN | frozenset(
    """leader owner maker ally rival critic opponent supporter backer partner member fellow head chief colleague
    counterpart successor predecessor boss insider favourite favorite keeper forward independent official
    private major resident neighbour neighbor native guest player star victim expert specialist operative
    loyalist deputy host model liberal conservative principal challenger contender hopeful winner minister
    witness""".split()
)
"""Nouns that tell too little, or are too often something else, without a word of what or of whom."""
RELATED = KIN | frozenset(
    """counterpart colleague successor predecessor rival neighbour neighbor boss challenger opponent ally critic
    supporter backer partner victim fellow surrogate confidant loyalist""".split()
)
"""What somebody is to another: "her counterpart" says nothing where nobody knows whose."""
HEADS = ALONE | SHARED | KIN
QUALIFIERS = frozenset(
    """former acting deputy vice late outgoing interim incoming then assistant senior junior chief lead leading
    longtime long-time veteran fellow top associate managing executive general attorney emeritus retired ex co
    founding ranking head principal special prime foreign presumptive honorary shadow prominent current first
    second press disgraced likely potential possible alleged self-proclaimed self-styled so-called would-be
    conservative liberal independent republican democrat democratic detective inspector sheriff police staff
    staff-sergeant defense defence team star""".split()
)
"""Words before such a noun that belong to it, whatever else they may be."""
DONE_TO = frozenset(
    """ousted deposed fired sacked jailed exiled slain convicted suspected accused failed elected suspended
    dismissed""".split()
)
"""What belongs to the noun behind "the" or an adverb, and else is a verb: "the recently fired director"."""
NEVER = (
    (NO_CONTENT | OPENERS | frozenset(MONTHS) | frozenset(WEEKDAYS) | {"unlike", "like", "latest"})
    - QUALIFIERS
    - frozenset("may state local police new top own".split())
)


OF_TITLE = re.compile(
    r"(?:(?<=\s)|^)(?P<role>(?:(?:former|acting|deputy|vice|then|assistant|U\.S\.|[A-Z][a-z]+)\s+){0,3}"
    r"(?:[Ss]ecretary|[Cc]hief|[Dd]irector|[Ss]peaker|[Mm]inister|[Cc]hairman)"
    r"\s+of\s+(?:the\s+)?(?:(?:[A-Z]\w+|staff|state)\s+){1,4}?)(?:Mr\.?\s+|Dr\.?\s+|Gen\.?\s+)?$"
)
"""A title with "of" before the name: "Secretary of State"."""
HELD = re.compile(
    r"(?:[Ss]ecretary of (?:State|Defen[sc]e|Labor|Commerce|Agriculture|Education|Energy|the Treasury|"
    r"Homeland Security)"
    r"|[Cc]hief of [Ss]taff|[Ss]peaker of the House|[Dd]irector of National Intelligence)\s+[A-Z]"
)
"""A title with its holder behind: in a list that belongs to the next one."""


NOUN = 5
"""How many times as often a plain noun is tagged a noun as anything else."""


def kinds_of(low: str) -> frozenset[str]:
    """The parts of speech that a word in lower case is known as."""
    known = entry(low)
    return frozenset(known.kinds) if known else frozenset()


@lru_cache(maxsize=20_000)
def plainly_noun(low: str) -> bool:
    """Whether a word is a singular noun and hardly anything else: "union", not "counter"."""
    known = entry(low)
    uses = known.kinds if known and lemma(low) == low else {}
    return uses.get("n", 0) > NOUN * sum(count for kind, count in uses.items() if kind != "n")


@lru_cache(maxsize=20_000)
def noun_like(low: str) -> bool:
    """Whether a word is rather a noun or adjective than a verb: "transport", not "met"."""
    if low.endswith(("ing", "ly")) or "’" in low or "'" in low:
        return False
    known = entry(lemma(low)) or (entry(low.split("-")[-1]) if "-" in low else None)
    if known is None:
        return low.endswith(("man", "al", "ic", "an", "ist")) or "-" in low
    said = known.kinds
    return said.get("n", 0) + said.get("a", 0) >= said.get("v", 0) and not (low.endswith("ed") and "a" not in said)
