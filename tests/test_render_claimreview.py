"""ClaimReview: what a person has reviewed, in the published shape, and nothing else."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assistant.errors import UserError
from assistant.render import render
from assistant.render.claimreview import dump, page_address
from assistant.schema import Comparison, Discrepancy, Position, Review
from tests.cli_runner import ONE, TWO, messages, run
from tests.render_records import COMPARED, HOSTILE, NORTH, RUN, SOUTH, TOLL

TEXT = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": "^https?://"}
DATE = {"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?$"}


def node(types: list[str], required: list[str], **properties: Any) -> dict[str, Any]:
    """The schema of one object of schema.org."""
    named = {"@type": {"enum": types}, **properties}
    return {"type": "object", "required": ["@type", *required], "properties": named, "additionalProperties": False}


AUTHOR = node(["Person", "Organization"], ["name"], name=TEXT)
PUBLISHER = node(["Organization"], ["name"], name=TEXT)
WORK = node(["CreativeWork"], [], headline=TEXT, url=URL, datePublished=DATE, publisher=PUBLISHER)
CLAIM = node(
    ["Claim"],
    ["appearance"],
    text=TEXT,
    author=AUTHOR,
    datePublished=DATE,
    appearance={"type": "array", "minItems": 1, "items": WORK},
)
RATING = node(["Rating"], ["alternateName"], alternateName=TEXT, ratingExplanation=TEXT)
REVIEW = node(
    ["ClaimReview"],
    ["@context", "claimReviewed", "reviewRating", "itemReviewed"],
    **{"@context": {"const": "https://schema.org"}},
    identifier=TEXT,
    url=URL,
    claimReviewed=TEXT,
    datePublished=DATE,
    author=AUTHOR,
    reviewRating=RATING,
    itemReviewed=CLAIM,
)
SCHEMA = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "array", "items": REVIEW}
"""What schema.org's types allow of the properties that are used, and what Google's page on fact checks requires."""
PUBLISHED = {**SCHEMA, "items": {**REVIEW, "required": [*REVIEW["required"], "url"]}}
"""The same with what Google requires besides, and nobody but the publisher knows."""
PAGE = "https://desk.example/checks/lisk?from=a&to=b"

ADA = Review("confirmed", "Both asked again", "Ada Holm", "2025-11-10T08:00:00Z")


def reviews(*findings: Discrepancy) -> list[dict[str, Any]]:
    """What is written of findings; it must have the published shape."""
    made = json.loads(
        render(Comparison((replace(COMPARED, discrepancies=findings),), (NORTH, SOUTH), RUN), "claimreview")
    )
    jsonschema.validate(made, SCHEMA)
    return list(made)


def test_each_answer_of_a_confirmed_dispute_is_one_review() -> None:
    """The claim, who holds it and where, what was decided, and by whom."""
    first, second = reviews(replace(TOLL, review=ADA))
    assert first == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": "d1",
        "claimReviewed": "How high is the toll? 19",
        "datePublished": "2025-11-10T08:00:00Z",
        "author": {"@type": "Person", "name": "Ada Holm"},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Disputed: sources contradict each other",
            "ratingExplanation": "Both asked again",
        },
        "itemReviewed": {
            "@type": "Claim",
            "text": "The toll rose to 19.",
            "author": {"@type": "Organization", "name": "The North"},
            "appearance": [
                {
                    "@type": "CreativeWork",
                    "headline": "Bridge closed",
                    "url": "https://north.example/1",
                    "datePublished": "2025-11-08",
                    "publisher": {"@type": "Organization", "name": "The North"},
                }
            ],
        },
    }
    assert "url" not in second["itemReviewed"]["appearance"][0]  # javascript: is no address


@pytest.mark.parametrize(
    "finding",
    [
        TOLL,
        replace(TOLL, review=Review("false_alarm", "", "Ada")),
        replace(TOLL, review=replace(ADA, outdated=True)),
        replace(TOLL, review=ADA, verdict="superseded"),
    ],
    ids=["not reviewed", "false alarm", "an answer has come in since", "a figure that moved on"],
)
def test_what_nobody_has_reviewed_is_never_published(finding: Discrepancy) -> None:
    """Only a dispute that a person confirmed or resolved, as it now stands."""
    assert reviews(finding) == []


def test_sources_with_one_answer_share_a_review() -> None:
    """A claim appears wherever it is made; it is dated by the first of these."""
    early, late = (
        replace(position, value="19", published=day)
        for position, day in zip(TOLL.positions, ("2025-11-09", "2025-11-08"), strict=True)
    )
    (made,) = reviews(replace(TOLL, review=ADA, positions=(early, late)))
    assert [work["headline"] for work in made["itemReviewed"]["appearance"]] == ["Bridge closed", "Flood"]
    assert made["itemReviewed"]["datePublished"] == "2025-11-08"
    assert made["itemReviewed"]["author"]["name"] == "South <Post>"


@pytest.mark.parametrize(
    ("speaker", "author"),
    [
        ("Ada Holm", {"@type": "Person", "name": "Ada Holm"}),
        ("the Ministry of Works", {"@type": "Organization", "name": "the Ministry of Works"}),
        ("", None),
    ],
)
def test_a_claim_that_is_only_reported_is_its_speakers(speaker: str, author: dict[str, str] | None) -> None:
    """An outlet that reports what somebody says does not hold it."""
    positions = tuple(replace(position, speaker=speaker) for position in TOLL.positions)
    made = reviews(replace(TOLL, review=ADA, verdict="disputed", positions=positions))
    assert made[0]["itemReviewed"].get("author") == author
    assert made[0]["reviewRating"]["alternateName"] == "Disputed: speakers contradict each other"


def test_a_page_can_hold_it() -> None:
    """What an article wrote does not end the script element that the list stands in."""
    positions = (Position("a1", HOSTILE, TOLL.positions[0].quotes), TOLL.positions[1])
    finding = replace(TOLL, review=replace(ADA, note="</script><script>alert(1)</script>"), positions=positions)
    text = render(Comparison((replace(COMPARED, discrepancies=(finding,)),), (NORTH, SOUTH), RUN), "claimreview")
    assert not set("<>&") & set(text)
    assert "</script><script>" in json.loads(text)[0]["reviewRating"]["ratingExplanation"]
    assert reviews(finding)


def test_it_says_where_it_is_published() -> None:
    """Each review leads to its finding on the page, by the anchor that the HTML note has; all of one finding to one."""
    finding = replace(TOLL, review=ADA)
    result = Comparison((replace(COMPARED, discrepancies=(finding,)),), (NORTH, SOUTH), RUN)
    made = json.loads(dump(result, PAGE))
    jsonschema.validate(made, PUBLISHED)
    assert {one["url"] for one in made} == {f"{PAGE}#finding-d1"}
    assert 'id="finding-d1"' in render(result, "html")
    assert {one["url"] for one in json.loads(dump(result, f"{PAGE}#here"))} == {f"{PAGE}#here"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(dump(result)), PUBLISHED)


@pytest.mark.parametrize(
    "page",
    [
        "desk.example/checks",
        "ftp://desk.example/",
        "javascript:alert(1)",
        "https://",
        "https:///checks",
        "http://[::1/",
        "https://ada:secret@desk.example/",
        "https://desk.example/a b",
        "https://desk.example/\u202egpj.html",
        "https://desk.example:0/",
        "file:///etc/hosts",
    ],
)
def test_what_is_no_address_is_refused(page: str) -> None:
    """A page that nobody can open is not published, nor is a password."""
    with pytest.raises(UserError, match="is no http or https address"):
        page_address(page)


def test_the_page_is_looked_at_before_the_work(tmp_path: Path) -> None:
    """A wrong address, and one that no format needs, are told at once."""
    for given, told in (
        (["--page-url", "ftp://x.example", "-f", "claimreview"], "--page-url: 'ftp://x.example' is no http or https"),
        (["--page-url", PAGE], "--page-url: only a ClaimReview says where it is published; add --format claimreview"),
    ):
        for verb in ("brief", "compare"):
            done = run([verb, "missing.txt", *given], tmp_path)
            (line,) = messages(done)
            assert (done.returncode, line.startswith(told)) == (2, True)


def test_the_command_tells_how_to_review(tmp_path: Path) -> None:
    """An empty list with a line on what to do; once a finding is confirmed, its claims."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO.replace("November 9th", "November 8th"), encoding="utf-8")
    empty = run(["compare", "one.txt", "two.txt", "-f", "claimreview"], tmp_path)
    assert (empty.returncode, empty.stdout) == (0, "[]\n")
    assert messages(empty)[-1].startswith("claimreview: no dispute is reviewed; assistant review NOTE.json ID")
    assert run(["compare", "one.txt", "two.txt", "-o", "note.json"], tmp_path).returncode == 0
    finding = run(["review", "note.json"], tmp_path).stdout[:10]
    assert run(["review", "note.json", finding, "confirmed", "--by", "Ada Holm"], tmp_path).returncode == 0
    given = ["-o", "x.claimreview.json", "--page-url", PAGE]
    done = run(["compare", "one.txt", "two.txt", *given], tmp_path)
    assert (done.returncode, done.stdout, "claimreview" in done.stderr) == (0, "", False)
    made = json.loads((tmp_path / "x.claimreview.json").read_text(encoding="utf-8"))
    jsonschema.validate(made, PUBLISHED)
    assert [one["identifier"] for one in made] == [finding, finding]
