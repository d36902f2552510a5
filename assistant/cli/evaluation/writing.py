"""Where the reports of an evaluation go."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from assistant.cli.console import say
from assistant.cli.output import deliver
from assistant.errors import UserError
from assistant.evaluate.ledger import ledger
from assistant.evaluate.records import EvalRun
from assistant.evaluate.runfile import dump, load

REPORTS = ("json", "junit", "html", "markdown", "ledger")


@dataclass(frozen=True, slots=True)
class Reports:
    """Which reports are wanted, each by its option's name with its file; `-` is standard output."""

    files: Mapping[str, str] = field(default_factory=dict)
    history: Sequence[str] = ()
    quiet: bool = False

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """Those that the options of a command name."""
        return cls({name: given[name] for name in REPORTS if given[name]}, given["history"], given["quiet"])

    def check(self) -> None:
        """Find out before the work begins that everything can be written. Raises UserError."""
        to_stdout = [name for name, file in self.files.items() if file == "-"]
        if len(to_stdout) > 1:
            raise UserError(f"--{to_stdout[0]} and --{to_stdout[1]} cannot both be written to -; name a file for one")
        for name, file in self.files.items():
            place = Path(file)
            if file != "-" and (place.is_dir() or not place.parent.is_dir()):
                what = "is a folder; name a file in it" if place.is_dir() else f"there is no folder {place.parent}"
                raise UserError(f"--{name} {file}: {what}")
            if file != "-" and not os.access(place if place.exists() else place.parent, os.W_OK):
                raise UserError(f"--{name} {file}: not writable; choose another place")
        for each in self.history:
            load(each)


def write(run: EvalRun, before: EvalRun | None, to: Reports) -> None:
    """Write what is wanted; the table goes to standard output where nothing else does.

    Raises UserError for what could not be written, when everything else is.
    """
    wanted = [name for name in to.files if name != "ledger" or not run.unfinished]
    made = {name: _made(name, run, before, to) for name in wanted}  # all, before the first earlier file is replaced
    failed = []
    for name, text in made.items():
        try:
            deliver(text, None if to.files[name] == "-" else Path(to.files[name]))
        except UserError as error:  # the others are written all the same: what they hold may have been paid for
            failed.append(f"--{name}{str(error).removeprefix('-o')}")
    if len(wanted) < len(to.files):
        say(f"--ledger {to.files['ledger']}: not written; a run that was not finished is no measure for the next")
    if not to.quiet and "-" not in to.files.values():
        from assistant.evaluate.reports.terminal import terminal

        deliver(terminal(run), None)
    if failed:
        raise UserError("; ".join(failed))


def _made(name: str, run: EvalRun, before: EvalRun | None, to: Reports) -> str:
    """One report; what it is made with is imported for it alone."""
    if name == "junit":
        from assistant.evaluate.reports.junit import junit

        return junit(run, before)
    if name == "markdown":
        from assistant.evaluate.reports.markdown import markdown

        return markdown(run, before)
    if name == "ledger":
        return ledger(run)
    if name == "html":
        from assistant.evaluate.reports.html import html

        return html(run, [load(each) for each in to.history])
    return dump(run)
