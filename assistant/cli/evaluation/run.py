"""`assistant eval [run] SUITE...`."""

from typing import Any

import click

from assistant.cli.options import CALLS, DRY_RUN, NO_CACHE, Decorator, options
from assistant.errors import Exit

SETTINGS = ("base_url", "concurrency", "record", "max_calls", "max_tokens", "max_cost", "no_cache")
WRITING: tuple[Decorator, ...] = (
    click.option("--json", metavar="FILE", help="Write the run file, from which every report can be made again."),
    click.option("--junit", metavar="FILE", help="Write JUnit XML, a case a labelled item."),
    click.option("--html", metavar="FILE", help="Write a page with charts and every case."),
    click.option("--markdown", metavar="FILE", help="Write a comment for a merge request."),
    click.option("--ledger", metavar="FILE.jsonl", help="Write which case passed: a baseline to keep with the code."),
    click.option(
        "--history", metavar="RUN.json", multiple=True, help="An earlier run for the page's history; several."
    ),
)
HELD: tuple[Decorator, ...] = (
    click.option("--thresholds", metavar="FILE", help="Floors and limits (TOML); in a run else those of the suite."),
    click.option(
        "--baseline",
        metavar="FILE",
        help="An earlier run, or its ledger, to hold it against; in a run else the suite's.",
    ),
)
ASKED: tuple[Decorator, ...] = (
    click.option("--model", metavar="NAME", help="Ask this language model in every part; builtin asks none."),
    click.option("--base-url", metavar="URL", help="The model's endpoint (or set OPENAI_BASE_URL)."),
)
OWN: tuple[Decorator, ...] = (
    click.option(
        "--repeat", type=click.IntRange(1), metavar="N", help="Do everything N times, with another seed each."
    ),
    click.option("--sample", type=click.IntRange(1), metavar="N", help="Run N tasks of each part, drawn by chance."),
    click.option("--seed", type=int, metavar="S", help="Which chance; the same S draws the same sample."),
    click.option("--filter-failing", "failing", metavar="RUN.json", help="Run only what did not pass in that run."),
)
QUIET: tuple[Decorator, ...] = (
    click.option("-q", "--quiet", is_flag=True, help="No table, no progress; errors and the gate's failures only."),
    click.option("-v", "--verbose", is_flag=True, help="Say more about what is done."),
)


@click.command(
    "run",
    short_help="Run suites: what `assistant eval SUITE...` does.",
    epilog="\b\nExample:\n  assistant eval evals/replay.yaml --html report.html",
)
@click.argument("suites", nargs=-1, metavar="SUITE...")
@options((*ASKED, *OWN, *HELD, *WRITING, *CALLS, DRY_RUN, NO_CACHE, *QUIET))
def command(suites: tuple[str, ...], **given: Any) -> Exit:
    """Run suites and report. SUITE is a YAML file, a folder of stories with gold.yaml,
    or lines of labelled JSON (pairs, claims, attributions, questions).

    Without --model each part asks whom its suite names, else the built-in engine;
    ASSISTANT_MODEL is not looked at. A run that was stopped goes on where it was.
    """
    from assistant.cli.evaluation.carrying import Held, Wanted, carry, one_of
    from assistant.cli.evaluation.writing import Reports

    flags = {name: given[name] or None for name in SETTINGS}
    wanted = Wanted(
        given["model"],
        given["replay"],
        {name: given[name] for name in ("repeat", "sample", "seed")},
        given["failing"],
        given["quiet"],
        given["verbose"],
        given["dry_run"],
    )
    held = Held(given["thresholds"] or "", given["baseline"] or "")
    return carry(one_of(suites), wanted, flags, held, Reports.of(given))
