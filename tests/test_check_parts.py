"""A draft as sentences: where they stand, what they point back to, which state nothing, which language."""

import pytest

from assistant.check.checkable import not_checkable
from assistant.check.draft import parts
from assistant.check.resolve import resolved
from assistant.check.vouch import vouched
from assistant.schema import Article
from assistant.text.language import language


def _parts(text: str, published: str = "") -> list[str]:
    return [part.meant for part in parts(Article("d", "d", "", "", published, "", text))]


def test_a_text_without_capitals_is_cut_at_its_stops() -> None:
    """Abbreviations and figures are not taken for ends."""
    text = "the u.s. ferry sank off osmark . two people were hurt, 3.5 tonnes of oil ran out. the crew was saved ."
    assert _parts(text) == [
        "the u.s. ferry sank off osmark .",
        "two people were hurt, 3.5 tonnes of oil ran out.",
        "the crew was saved .",
    ]


def test_white_space_is_no_sentence() -> None:
    """Neither are rules and bullets alone."""
    assert _parts(" \n\n---\n\n* * *\n") == []


@pytest.mark.parametrize(
    ("line", "before", "meant"),
    [
        ("She said no.", "Mara Velling came.", "Mara Velling said no."),
        ("He said no.", "Mara Velling met Tom Brack.", "He said no."),
        ("He's said no.", "Tom Brack came.", "He's said no."),
        ("It sank the next day.", "The ferry left on 4 March 2025.", "It sank on 5 March 2025."),
        ("It sank a day earlier.", "The ferry left on 1 March 2025.", "It sank on 28 February 2025."),
        ("It sank on the same day.", "The ferry left on 4 March 2025.", "It sank on 4 March 2025."),
        ("It sank the next day.", "The ferry left on 4 March and 6 May 2025.", "It sank the next day."),
        ("It sank.", "Tom Brack came.", "It sank."),
    ],
)
def test_what_points_back_is_resolved_where_it_is_plain(line: str, before: str, meant: str) -> None:
    """One person, one date; otherwise the sentence stays as it is."""
    assert resolved(line, before) == meant


def test_today_is_the_day_of_a_dated_draft() -> None:
    """Without a date it stays a word."""
    assert resolved("The ferry sank yesterday.", "", "2025-03-01") == "The ferry sank on 28 February 2025."
    assert resolved("The ferry sank yesterday.", "") == "The ferry sank yesterday."
    assert resolved("Today it sank.", "", "2025-03-01") == "on 1 March 2025 it sank."


@pytest.mark.parametrize("line", ["He was on the “Today” show.", "He told the Today show.", 'He told "Today."'])
def test_a_programme_is_no_day(line: str) -> None:
    """A capital in the middle of a sentence makes a name of it."""
    assert resolved(line, "", "2025-03-01") == line


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Who sank the ferry?", "a question"),
        ("“Who sank the ferry?”", "a question"),
        ("[MUSIC]", "an instruction"),
        ("Good morning from Osmark.", "a greeting"),
        ("## What we know", "a heading"),
        ("What we know so far", "a heading"),
        ("Ferry sinks off Osmark, 3 hurt", ""),
        ("- The ferry sank off Osmark", ""),
        ("Thanks.", "a greeting"),
        ("Osmark.", "too short to state anything"),
        ("We believe the crew did well.", "opinion"),
        ("Ships must be safer.", "opinion"),
        ("Experts said ships must be safer.", ""),
        ("The council is considering whether ships should be inspected.", ""),
        ("Saturday 13 September 2025, 3.30pm", "a date line"),
        ("12 June 2024, 14:05", "a date line"),
        ("12 13 14", ""),
        ("He resigned.", ""),
        ("The ferry sank.", ""),
        ("x" * 1600 + ".", "longer than a sentence"),
    ],
)
def test_what_states_no_fact_is_not_checked(line: str, reason: str) -> None:
    """Short statements and headlines with figures are checked."""
    assert not_checkable(line, alone=False) == reason


def test_a_draft_of_one_line_is_its_statement() -> None:
    """A press line without a full stop is checked."""
    assert not_checkable("Ferry sinks off Osmark", alone=True) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ferry sank off Osmark in the night, and nobody knows why.", "English"),
        ("Former Osmark keeper Ilse Korn scored twice as La Mira beat La Costa.", "English"),
        ("Le bac a coulé dans la nuit et personne ne sait pourquoi.", "French"),
        ("Die Fähre sank in der Nacht, und niemand weiß, warum.", "German"),
        ("El barco se hundió durante la noche y nadie sabe por qué.", "Spanish"),
        ("Паром затонул ночью, и никто не знает почему.", "Russian"),
        ("غرقت العبارة خلال الليل ولا أحد يعرف السبب.", "Arabic"),
        ("کشتی رات کے دوران ڈوب گئی اور کسی کو نہیں معلوم کہ کیوں۔", "Urdu"),
        ("渡轮在夜间沉没，没有人知道原因。", "Chinese"),
        ("フェリーは夜のうちに沈没し、理由は誰にもわからない。", "Japanese"),
        ("밤사이 여객선이 침몰했고 아무도 이유를 모른다.", "Korean"),
        ("Zvor blemki tarrow snimble, gorvack plindor vesk ombrit, haldi corvash nuntle brek.", "not English"),
        ("Osmark, Brennick", ""),
        ("1,200 — 1,400", ""),
    ],
)
def test_a_text_tells_its_language(text: str, name: str) -> None:
    """By script or by common words; what is too short tells nothing."""
    assert language(text) == name


@pytest.mark.parametrize(
    ("sentence", "quoted", "expected"),
    [
        ("The ferry hit the tanker.", "At dawn the ferry hit the tanker off Osmark.", True),
        ("The tanker hit the ferry.", "At dawn the ferry hit the tanker off Osmark.", False),
        ("The ferry rammed the tanker.", "At dawn the ferry hit the tanker off Osmark.", False),
        ("The council closed the quay.", "The council will have closed the quay by May.", False),
        ("The mayor sold the quay.", "The mayor denied that he sold the quay.", False),
        ("Of it all.", "Of it all.", False),
    ],
)
def test_words_vouch_in_their_own_order_only(sentence: str, quoted: str, expected: bool) -> None:
    """Other roles, other words, plans and denials do not carry a statement."""
    assert vouched(sentence, quoted) is expected
