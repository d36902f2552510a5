"""A run as JUnit XML: a suite for each part and one for the gate, a test case for each case and each ruling.

There is no one standard. What is written is what the reader of Jenkins takes, with the attribute `file` of a test case
besides, from which GitLab makes a link.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from xml.etree import ElementTree as ET  # nosec B405 # it writes, and reads nothing

from assistant.evaluate.records import Case, EvalRun, Part, Ruling, Score, Words
from assistant.evaluate.reports.folding import Folded, errors, folded
from assistant.evaluate.reports.telling import counted, lost, meaning, often, title, whom
from assistant.render.plain import clean, one_line, shortened

COLUMN = 46
"""Characters of each of the two columns in which quotes stand side by side."""
MESSAGE = 200
KNOWN = "fails in the earlier run too"
UNSCORED = "there was no score to give"
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(run: EvalRun, before: EvalRun | None = None) -> str:
    """A run as JUnit XML. What failed in an earlier run too is skipped with its reason: it fails no merge of now."""
    suites = [_suite(part, _failing(part, before)) for part in run.parts]
    if run.rulings or run.unfinished:
        suites.append(_gate(run))
    root = ET.Element("testsuites", name=_line(title(run)))
    root.extend(suites)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    root.set("time", _seconds(sum(part.spent.seconds for part in run.parts)))
    for suite in suites:
        suite.set("timestamp", _line(run.made.removesuffix("Z").partition("+")[0]))
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _failing(part: Part, before: EvalRun | None) -> frozenset[str]:
    """The cases of a part that failed in an earlier run."""
    was = before.like(part) if before else None
    return frozenset(case.id for case in was.cases if case.state == "failed") if was else frozenset()


def _suite(part: Part, known: frozenset[str]) -> ET.Element:
    suite = ET.Element("testsuite", name=_line(f"{part.mode}: {part.spec.name}"))
    properties = ET.SubElement(suite, "properties")
    facts = {"kind": part.spec.kind, "engine": whom(part), "repeats": str(part.spec.repeat)}
    prompts = {f"prompt {name}": digest for name, digest in sorted(part.prompts.items())}
    for name, value in {**facts, **prompts}.items():
        ET.SubElement(properties, "property", name=_line(name), value=_line(value))
    cases = folded(part)
    shares = _shares(part, cases)
    tests = {case.id: _case(part, case, shares[case.cases[0].task]) for case in cases}
    for id in known & tests.keys():
        _expected(tests[id])
    suite.extend(tests.values())
    suite.extend(_nothing(part))
    return _summed(suite, part.spent.seconds)


def _shares(part: Part, cases: Iterable[Folded]) -> dict[str, float]:
    """The seconds of each case: those of its task, shared by all cases of the task."""
    seconds: dict[str, float] = {}
    for trial in part.trials:
        seconds[trial.task] = seconds.get(trial.task, 0.0) + trial.spent.seconds
    sharing = Counter(case.cases[0].task for case in cases)
    return {task: seconds.get(task, 0.0) / count for task, count in sharing.items()}


def _case(part: Part, case: Folded, seconds: float) -> ET.Element:
    test = _test(case.id, f"{part.spec.name}.{case.cases[0].group or part.spec.kind}", seconds, _file(part))
    shown = case.shown
    if case.state == "failed":
        told = f"expected {shown.expected or 'nothing'}, got {shown.got or 'nothing'}"
        _finding(test, "failure", f"{case.rate}: {told}" if case.rate else told, body(part, shown))
    elif case.state == "unscored":
        why = dict.fromkeys(score.unscored for each in case.cases for score in each.scores if score.unscored)
        _finding(test, "skipped", "; ".join(why) or UNSCORED)
    elif case.rate:
        ET.SubElement(test, "system-out").text = _safe(case.rate)
    return test


def _expected(test: ET.Element) -> None:
    """Turn a failure into something that is skipped."""
    failure = test.find("failure")
    if failure is not None:
        message = failure.get("message", "")
        test.remove(failure)
        _finding(test, "skipped", f"{KNOWN}: {message}")
        ET.SubElement(test, "system-out").text = failure.text


def _nothing(part: Part) -> Iterator[ET.Element]:
    """The tasks that came to nothing, whatever cases they would have had."""
    for task, (why, times) in errors(part).items():
        test = _test(f"{task} (the work itself)", f"{part.spec.name}.work", 0.0, _file(part))
        _finding(test, "error", f"no output{often(part, times)}: {why}", why)
        yield test


def body(part: Part, case: Case) -> str:
    """What was asked, expected and got, why it lost, and the words of both sides next to each other."""
    heads = {"asked": case.asked, "expected": case.expected, "got": case.got}
    lines = [line for name, text in heads.items() if text for line in _wrapped(f"{name}: {one_line(text)}")]
    lines += [line for score in lost(part, case.scores) for line in _wrapped(_lost(part, score))]
    if case.labelled or case.found:
        lines += ["", *_beside(["LABELLED", *_words(case.labelled)], ["FOUND", *_words(case.found)])]
    return "\n".join(lines)


def _lost(part: Part, score: Score) -> str:
    told = f"no score ({score.unscored})" if score.unscored else f"{score.part:g} of {score.whole:g}"
    reason = f": {score.reason}" if score.reason else ""
    return f"{meaning(part, score.metric).title}: {told}{reason}"


def _words(words: Iterable[Words]) -> Iterator[str]:
    for each in words:
        value = f" [{one_line(each.value)}]" if each.value else ""
        yield from textwrap.wrap(f"{each.article}{value}", COLUMN)
        yield from textwrap.wrap(f"“{one_line(each.text)}”", COLUMN, initial_indent="  ", subsequent_indent="  ")


def _beside(left: Sequence[str], right: Sequence[str]) -> list[str]:
    pairs = zip_longest(left, right, fillvalue="")
    return [f"{mine:<{COLUMN}} | {other}".rstrip() for mine, other in pairs]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 2 * COLUMN, subsequent_indent="  ")


def _gate(run: EvalRun) -> ET.Element:
    suite = ET.Element("testsuite", name="gate")
    suite.extend(_ruling(ruling) for ruling in run.rulings)
    if run.unfinished:
        test = _test("the run came to its end", "gate", 0.0, "")
        _finding(test, "error", run.unfinished, run.unfinished)
        suite.append(test)
    return _summed(suite, 0.0)


def _ruling(ruling: Ruling) -> ET.Element:
    test = _test(ruling.rule, "gate", 0.0, re.sub(r":\d+$", "", ruling.where))
    told = "\n".join([ruling.why, *([counted(len(ruling.cases), "case") + ":"] if ruling.cases else []), *ruling.cases])
    if ruling.outcome == "fail":
        _finding(test, "failure", ruling.why, told)
    elif ruling.outcome == "broken":
        _finding(test, "error", ruling.why, told)
    elif ruling.outcome == "undecided":
        _finding(test, "skipped", f"not enough data to tell: {ruling.why}")
    return test


def _test(name: str, group: str, seconds: float, file: str) -> ET.Element:
    test = ET.Element("testcase", name=_line(name), classname=_line(group), time=_seconds(seconds))
    if file:
        test.set("file", _line(file))
    return test


def _finding(test: ET.Element, tag: str, message: str, text: str = "") -> None:
    found = ET.SubElement(test, tag, message=_line(shortened(message, MESSAGE)))
    if tag != "skipped":
        found.set("type", tag)
    if text:
        found.text = _safe(text)


def _file(part: Part) -> str:
    """The one file of data that a part has, else the suite that names it."""
    named = [path for path in part.spec.data if "." in path.rpartition("/")[2]]
    return named[0] if len(part.spec.data) == 1 and named else part.spec.where


def _summed(suite: ET.Element, seconds: float) -> ET.Element:
    suite.set("tests", str(len(suite.findall("testcase"))))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"testcase/{tag}"))))
    suite.set("time", _seconds(seconds))
    return suite


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"


def _safe(text: str) -> str:
    """Text without what XML 1.0 cannot hold (section 2.2, production Char)."""
    return _NO_XML.sub("", clean(text))


def _line(text: str) -> str:
    return _safe(one_line(text))
