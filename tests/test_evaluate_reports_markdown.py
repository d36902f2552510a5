"""A run as a comment on a merge: the outcome first, nothing that calls anybody, and never too long."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from assistant.evaluate.records import EvalRun, Part, Ruling, Score
from assistant.evaluate.reports.junit import junit
from assistant.evaluate.reports.markdown import APART, markdown, told
from assistant.evaluate.reports.since import since
from assistant.evaluate.reports.telling import HEADINGS, alone, unscored
from assistant.evaluate.statistics.measure import measured
from tests.eval_runs import HOSTILE, RULINGS, earlier, live, passed, replayed, rows, run

GITHUB = 65_536
CALLING = re.compile(r"(?<!\w)@\w|(?<![\w&])#\d|(?<!\w)!\d|://|\bwww\.|\bGH-\d", re.IGNORECASE)
"""What GitHub and GitLab make a mention, a reference or an address of, wherever it stands outside of code."""


class Page(HTMLParser):
    """A page of Markdown as a reader has it: its elements, and its text outside of code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.plain: list[str] = []
        self.open: list[str] = []
        self.feed(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Remember the element."""
        self.tags.append(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """It is closed."""
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Remember text that is not code."""
        if "code" not in self.open:
            self.plain.append(data)


def hostile() -> EvalRun:
    """A run in which every text means ill."""
    good = replayed()
    ill = tuple(
        replace(case, id=f"{case.id} {HOSTILE}", asked=HOSTILE, expected=HOSTILE, got=HOSTILE, group=HOSTILE)
        for case in good.cases
    )
    spec = replace(good.spec, name=HOSTILE)
    metrics = tuple(replace(each, group=HOSTILE if each.group else "") for each in good.metrics)
    ruling = replace(RULINGS[1], rule=HOSTILE, why=HOSTILE, where=HOSTILE, cases=(ill[3].id, HOSTILE))
    trials = tuple(replace(trial, error=HOSTILE, task=HOSTILE) for trial in good.trials)
    made = replace(good, spec=spec, cases=ill, metrics=metrics, trials=trials, model=HOSTILE)
    return replace(run(made, rulings=[ruling]), title=HOSTILE, revision=HOSTILE)


def large(failing: int = 6000) -> EvalRun:
    """A run of which far more failed than a comment can hold, with many groups."""
    good = rows(failing)
    cases = tuple(replace(each, state="failed", asked=HOSTILE, expected=HOSTILE * 3) for each in good.cases)
    metrics = tuple(replace(each, group=f"{HOSTILE}{n}") for n in range(40) for each in good.metrics if not each.group)
    many = Ruling("a rule", "fail", HOSTILE, "evals/thresholds.toml:9", tuple(case.id for case in cases))
    part = replace(good, cases=cases, metrics=(*good.metrics, *metrics))
    rest = Ruling(HOSTILE, "broken", HOSTILE)
    return run(part, live(), rulings=[many, *[rest] * 300])


MADE = {"merge": run(), "passed": passed(), "hostile": hostile(), "large": large(), "empty": run(rows(0))}


@pytest.mark.parametrize(
    ("made", "first"),
    [
        (run(), "**merge suite: broken (1 broken, 1 failed, 1 undecided of 4 checks).**"),
        (passed(), "**merge suite: passed (1 check).**"),
        (replace(passed(), unfinished="stopped", rulings=()), "**merge suite: not run to the end: stopped.**"),
    ],
)
def test_the_first_line_is_the_outcome(made: EvalRun, first: str) -> None:
    """One sentence, before anything else."""
    assert markdown(made).splitlines()[0] == first


def test_what_failed_comes_next_with_its_cases() -> None:
    """Each check that did not pass, and of each case what was expected and what came."""
    made = markdown(run())
    failed = made[made.index("### What did not pass") : made.index("<details>")]
    assert "- **failed**: corpus: no case fails that passed: 2 cases passed" in failed
    assert (
        "  - `quillon-water-rates/d11`: How many cars crossed before the gate fell, by count 11?\n"
        "    - expected: contradiction: 51 or 71 cars\n"
        "    - got: nothing\n"
    ) in failed
    assert [failed.index(f"**{name}**") for name in ("broken", "failed", "undecided")] == sorted(
        failed.index(f"**{name}**") for name in ("broken", "failed", "undecided")
    )
    assert RULINGS[0].rule not in failed


def test_figures_are_folded_under_their_two_headings() -> None:
    """Code and model have a table each, with interval, cases and what could not be scored."""
    made = markdown(run())
    replay, model = (made.index(f"<details><summary>{heading}</summary>") for heading in HEADINGS.values())
    row = "| Discrepancies found | 77.8 % | 62.8 to 92.8 | 36 | 4 |"
    assert replay < made.index(row) < model < made.index("**small-model**")
    assert "| Distractors flagged (lower is better) | 22.2 % |" in made
    assert "| Citation precision | not scored |  | 0 | 0 |" in made
    assert "- not scored, Citation precision: no case asks for it" in made
    assert "- no output of `tarn-bridge-closure` in 1 of 3 repeats: the endpoint gave up" in made


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_it_is_never_too_long_and_never_torn(made: EvalRun) -> None:
    """Under the limit of a comment, with every fold closed and every table whole."""
    text = markdown(made, made)
    assert len(text) < GITHUB
    page = Page(text)
    assert page.open == []
    assert text.count("<details>") == text.count("</details>")
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        cells = [len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()]
        assert len(set(cells)) == 1


def test_what_is_left_out_is_counted() -> None:
    """The cases of a check, the checks, the rows and the failed cases each say how many more there are."""
    made = markdown(large())
    left = re.findall(r"- … and ([\d,]+) more (\w+); the other reports have all", made)
    assert {noun for _, noun in left} >= {"cases", "checks", "rows"}
    shown = len(re.findall(r"^- `row-\d+/d\d+`", made, re.MULTILINE))
    failed = next(int(count.replace(",", "")) for count, noun in reversed(left) if noun == "cases")
    assert shown + failed == 6000


@pytest.mark.parametrize("name", ["hostile", "large"])
def test_text_that_means_ill_is_text(name: str) -> None:
    """No element, link or picture comes of it, and nobody is called."""
    page = Page(markdown(MADE[name]))
    known = {"p", "strong", "h3", "ul", "li", "code", "details", "summary", "table", "thead", "tbody", "tr", "th", "td"}
    assert set(page.tags) <= known
    assert CALLING.findall(" ".join(page.plain)) == []
    assert not {"\x1b", "\x00", "\u202e"} & set(markdown(MADE[name]))


@pytest.mark.parametrize(
    "text",
    [
        "@someone",
        "a @team/all",
        "#12",
        "!3",
        "%4",
        "&5",
        "https://evil.example",
        "www.evil.example",
        "GH-7",
        "x@y.example",
    ],
)
def test_nobody_is_called(text: str) -> None:
    """What GitHub and GitLab make links of after Markdown is done is held apart, and reads the same."""
    shown = "".join(Page(told(text)).plain)
    assert CALLING.findall(shown) == []
    assert shown.replace(APART, "").strip() == text


def test_an_earlier_run_is_set_beside() -> None:
    """What passed and failed in turn, case by case, and each figure as it was."""
    before = earlier()[-1]
    made = markdown(run(), before)
    assert "### Against the run of 2026-02-22 09:00 UTC" in made
    (each,) = since(run(), before)
    assert (len(each.worse), len(each.better), each.new, each.gone) == (0, 2, 7, 0)
    assert "- corpus: 2 passed now and not before, 1 not scored any more, 30 as before, 7 new" in made
    assert "| Discrepancies found | 77.8 % | 62.8 to 92.8 | 36 | 4 | 71.0 % |" in made
    assert "`assistant eval compare` says" in made


def test_code_is_not_set_beside_a_model() -> None:
    """A part that replayed in the earlier run and asks a model now is another, whatever it is called."""
    now = live()
    then = replace(now, spec=replace(now.spec, model=""))
    made = markdown(run(now), run(then))
    assert not since(run(now), run(then))
    assert "### Against the run" not in made
    assert "fails in the earlier run too" not in junit(run(now), run(then))


def test_only_the_same_label_is_compared() -> None:
    """A case whose label was changed is neither better nor worse; what has no label is none."""
    now, then = replayed(8), replayed(8)
    (first, second, *others) = then.cases
    changed = (replace(first, state="failed", gold="another"), replace(second, state="failed"), *others)
    unlabelled = replace(first, id="extra", gold="", state="failed")
    old = replace(then, cases=(*changed, unlabelled))
    (each,) = since(run(now), run(old))
    assert (each.worse, [case.id for case in each.better], each.relabelled, each.gone) == ((), [second.id], 1, 0)
    (back,) = since(run(old), run(now))
    assert [case.id for case in back.worse] == [second.id]


def test_a_ledger_has_no_day_and_what_lost_its_score_says_why() -> None:
    """A ledger tells cases alone; a case without a score is told with the reason, and no figure as it was."""
    now = replayed(8)
    (lost, *others) = [case for case in now.cases if case.state == "passed"]
    score = Score("discrepancy_recall", 0, 0, unscored="the labelled words are not in the article")
    told_now = replace(lost, state="unscored", scores=(score,))
    ruling = Ruling("corpus: cases lost", "fail", "1 has no score now", cases=(lost.id,))
    before = replace(run(replace(now, cases=(lost, *others), metrics=())), made="", version="", revision="")
    made = markdown(run(replace(now, cases=(told_now, *others)), rulings=[ruling]), before)
    assert "### Against the ledger\n" in made
    assert "1 not scored any more" in made
    assert "    - not scored: the labelled words are not in the article\n" in made


def test_metrics_that_share_a_reason_are_told_in_one_line() -> None:
    """A label that cannot be found is told once, and not once a metric."""
    made = replayed(8)
    scores = tuple(Score(name, 0, 0, unscored="no such words") for name in list(made.meanings)[:2])
    only = replace(made.cases[0], state="unscored", scores=scores)
    part = replace(made, cases=(only,), metrics=measured((only,), made.meanings))
    told_once = [titles for why, titles in unscored(part) if why == "no such words (1)"]
    assert told_once == ["; ".join(made.meanings[score.metric].title for score in scores)]


@pytest.mark.parametrize(("clusters", "lines"), [(1, 1), (2, 0)])
def test_one_story_alone_is_told(clusters: int, lines: int) -> None:
    """All of its intervals are from nothing to all, which looks like a mistake to who does not know why."""
    made = replayed(8)
    part = replace(made, metrics=tuple(replace(each, clusters=clusters) for each in made.metrics))
    assert len(alone(part)) == lines
    assert ("all cases are of one story" in markdown(run(part))) == bool(lines)


def test_a_part_without_an_earlier_one_is_not_compared() -> None:
    """Nothing is said of it."""
    other: Part = live()
    assert since(run(replayed()), run(other)) == []
    assert "Against" not in markdown(run(replayed()), run(other))


def test_it_is_the_same_each_time() -> None:
    """Nothing in it is of the moment."""
    assert markdown(run(), earlier()[0]) == markdown(run(), earlier()[0])
