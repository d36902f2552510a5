"""Credits: what an article as a whole is credited to, and what is no credit."""

import pytest

from assistant.compare.credits import agency_of
from assistant.schema import Article, Clutter

BODY = "The harbour of Oxmere was closed on Monday. Forty families slept in the church hall."


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"OXMERE (AP) — {BODY}", "AP"),
        (f"OXMERE, March 3 (Reuters) - {BODY}", "Reuters"),
        (f"Oxmere, Maravel (AFP) – {BODY}", "AFP"),
        (f"OXMERE, March 3 (AFP) {BODY}", "AFP"),
        (f"OXMERE, Maravel (TNW) -- {BODY}", "TNW"),
        (f"(TNW) — {BODY}", "TNW"),
        (f"OXMERE, March 3, Xinhua -- {BODY}", "Xinhua"),
        (f"AP — {BODY}", "AP"),
        (f"By The Associated Press\n\n{BODY}", "AP"),
        (f"BY ASSOCIATED PRESS\n\n{BODY}", "AP"),
        (f"By Ana Vell, Associated Press\n\n{BODY}", "AP"),
        (f"By Ana Vell | Reuters\n\n{BODY}", "Reuters"),
        (f"Harbour closed\n\nAFP\n\n{BODY}", "AFP"),
        (f"{BODY}\n\nSource: AFP", "AFP"),
        (f"{BODY}\n\n(Source: Agence France-Presse)", "AFP"),
        (f"{BODY} - Reuters", "Reuters"),
        (f"{BODY} — AFP", "AFP"),
        (f"{BODY} (AP)", "AP"),
        (f"{BODY}\n\n- Reuters", "Reuters"),
        (f"{BODY}\n\n© 2025 The Associated Press. All rights reserved.", "AP"),
        (f"OXMERE, March 3 /PRNewswire/ -- {BODY}", "PR Newswire"),
    ],
)
def test_credits_that_are_read(text: str, agency: str) -> None:
    """Datelines, bylines, source lines and signs, by the agency's short name."""
    assert agency_of(Article("a1", "", "", "", "", "", text)) == agency


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY} The mayor told Reuters that the quay held.",
        f"{BODY}\n\nWith inputs from agencies",
        f"{BODY}\n\nAdditional reporting by Reuters and AFP",
        f"{BODY}\n\nThe Associated Press contributed to this report.",
        f"By Sana Holm\n\n{BODY}",
        f"Parliament (UK) — the lower house — sat late. {BODY}",
        f"The Tern Harbour Board (THB) — a body of nine — met. {BODY}",
        f"OXMERE (AP) — {BODY}\n\nSource: Reuters",
        f"{BODY} AP Hill was closed too.",
        "",
    ],
)
def test_what_is_no_credit(text: str) -> None:
    """An agency that is quoted, thanked or one of two is not the origin of the whole."""
    assert agency_of(Article("a1", "", "", "", "", "", text)) == ""


def test_a_picture_credit_is_not_the_credit_of_the() -> None:
    """What ingest marked as a picture credit is passed over."""
    text = f"Source: AFP\n\n{BODY}"
    marked = Article("a1", "", "", "", "", "", text, (Clutter(0, 11, "picture credit"),))
    assert agency_of(marked) == ""


def test_an_agency_is_its_own_origin() -> None:
    """Where the outlet is the agency no credit is needed."""
    assert agency_of(Article("a1", "", "", "Agence France-Presse", "", "", BODY)) == "AFP"
