"""How much the built-in engine makes of news that is not English: one invented event told twice in four languages.

The two reports of a language differ in a death toll and in a day. Nothing is tuned on them; they are few, and
show a limit, not a rate.
"""

from assistant.compare.story import Measure, close_story, open_story
from assistant.digest import make_digest
from assistant.engines.builtin import Builtin
from assistant.schema import Article, Discrepancy

PLANTED = 2
TOLL = ("23", "Twenty-three")
TOLD = {
    "English": (
        "Nineteen people were killed when the Orvel bridge collapsed on Monday, mayor Runa Teskil said. The "
        "bridge opened on 4 March 1987. The town of Orvel had closed it to lorries last year.",
        "Twenty-three people were killed when the Orvel bridge collapsed, the police said. The Orvel bridge "
        "opened on 9 March 1987. Mayor Runa Teskil called for an inquiry.",
    ),
    "German": (
        "Neunzehn Menschen wurden getötet, als am Montag die Orvelbrücke einstürzte, sagte Bürgermeisterin "
        "Runa Teskil. Die Orvelbrücke wurde am 4. März 1987 eröffnet. Die Stadt Orvel hatte sie im vorigen "
        "Jahr für Lastwagen gesperrt.",
        "23 Menschen wurden getötet, als die Orvelbrücke einstürzte, teilte die Polizei mit. Die Orvelbrücke "
        "wurde am 9. März 1987 eröffnet. Bürgermeisterin Runa Teskil verlangte eine Untersuchung.",
    ),
    "French": (
        "Dix-neuf personnes ont été tuées lundi dans l'effondrement du pont d'Orvel, a déclaré la maire Runa "
        "Teskil. Le pont d'Orvel a été ouvert le 4 mars 1987. La ville d'Orvel l'avait fermé aux camions l'an "
        "dernier.",
        "23 personnes ont été tuées dans l'effondrement du pont d'Orvel, selon la police. Le pont d'Orvel a "
        "été ouvert le 9 mars 1987. La maire Runa Teskil a demandé une enquête.",
    ),
    "Spanish": (
        "Diecinueve personas murieron el lunes al derrumbarse el puente de Orvel, dijo la alcaldesa Runa "
        "Teskil. El puente de Orvel se abrió el 4 de marzo de 1987. La ciudad de Orvel lo había cerrado a los "
        "camiones el año pasado.",
        "23 personas murieron al derrumbarse el puente de Orvel, informó la policía. El puente de Orvel se "
        "abrió el 9 de marzo de 1987. La alcaldesa Runa Teskil pidió una investigación.",
    ),
}


def tongues() -> dict[str, dict[str, int]]:
    """Of each language, the claims of two reports, the discrepancies told, and those told as what was planted."""
    engine = Builtin()
    found = {}
    for name, texts in TOLD.items():
        articles = [
            Article(f"t{n}", f"t{n}", "", f"paper {n}", "2026-03-0" + str(n + 2), "", text)
            for n, text in enumerate(texts)
        ]
        opened = open_story(
            articles, [make_digest(a, engine.digest(a)) for a in articles], Measure(engine.batch, engine.most_pairs)
        )
        made = close_story(opened, engine.judge(opened.pairs) if opened.asked else [])
        right = sum(_planted(each) for each in made.discrepancies)
        found[name] = {
            "claims": made.coverage.claims,
            "told": len(made.discrepancies),
            "right": right,
            "planted": PLANTED,
        }
    return found


def _planted(told: Discrepancy) -> bool:
    """Whether a finding is about the day as a date, or about the toll."""
    values = " ".join(position.value for position in told.positions)
    return told.kind == "date_time" or (told.kind == "number" and any(each in values for each in TOLL))
