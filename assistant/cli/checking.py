"""What `check` does around its step: one draft with its sources, or a stream of pairs."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from assistant import checking
from assistant.check.pairs import Row, rows
from assistant.check.result import FAILING
from assistant.checked import Check, CheckedPair, CheckVerdict
from assistant.cli.console import emit, say
from assistant.cli.job import carry_out, interruptible, introduce, route_logs, tell_cautions
from assistant.cli.options import Request
from assistant.cli.output import check_target, deliver
from assistant.engines import Engine, open_engine
from assistant.errors import Exit, UserError
from assistant.ingest import read
from assistant.pool import Inline, Pool, Threads, Watch
from assistant.render.check import pairs as table
from assistant.render.plain import visible_escapes
from assistant.schema import Problem, Reading
from assistant.settings import load_settings

STDIN = "-"


def carry_draft(draft: str, request: Request, fail_on: str | None) -> Exit:
    """Check one draft. Raises UserError and ModelError."""
    check_target(request.output, (draft,), request.form)
    if draft == STDIN and STDIN in request.paths:
        raise UserError("- can be the draft or a source, not both; name a file for one of them")
    text = read(draft, allow_private=request.allow_private)
    if not text.articles:
        raise UserError("; ".join(f"{p.where}: {p.reason}" for p in text.problems) or f"{draft}: holds no text")
    tell_cautions(text, request)
    made: list[Check] = []

    def step(reading: Reading, *, engine: Engine, pool: Pool, watch: Watch) -> Check:
        made.append(checking.check(text, reading, engine=engine, pool=pool, watch=watch))
        return made[-1]

    code = carry_out(step, request)
    if made and not request.dry_run and any(getattr(made[-1].summary, v) for v in FAILING.get(fail_on or "", ())):
        return Exit.FAILED_CHECK
    return code


def carry_pairs(name: str, request: Request, fail_on: str | None) -> Exit:
    """Check many pairs, each as it comes. Raises UserError."""
    if request.format == "html":
        raise UserError("pairs are written as md or json; say --format json")
    check_target(request.output, (name,), request.form)
    route_logs(request.verbose)
    settings = load_settings(request.flags)
    if request.dry_run:
        return _reckon(name, request)
    engine = open_engine(settings)
    introduce(engine, settings, request)
    out = _Out(request, FAILING.get(fail_on or "", ()))
    with _opened(name) as stream, interruptible(settings):
        for result, problems in checking.check_pairs(
            out.readable(rows(stream, name)), engine=engine, pool=Threads(settings.concurrency)
        ):
            out.take(result, problems)
    return out.close()


def _reckon(name: str, request: Request) -> Exit:
    from assistant.cli.dry import report
    from assistant.engines.forecast import Dry

    settings = load_settings(request.flags)
    dry = Dry(settings) if settings.model or settings.replay else None
    out = _Out(request, ())
    with _opened(name) as stream:
        readable = out.readable(rows(stream, name))
        for _ in checking.check_pairs(readable, engine=dry, pool=Inline()) if dry else readable:
            pass
    deliver(report(dry.forecast(compared=False) if dry else None, request.format), request.output)
    return Exit.DONE_IN_PART if out.partial else Exit.DONE


class _Out:
    """Where checked pairs go: JSON at once, a table at the end; and whether all went well."""

    def __init__(self, request: Request, failing: tuple[CheckVerdict, ...]) -> None:
        self._request = request
        self._failing = failing
        self._kept: list[CheckedPair] = []
        self._read = 0
        self.partial = False
        self.failed = False

    def readable(self, found: Iterator[Row | Problem]) -> Iterator[Row]:
        """The rows; a line that is none is told and passed over."""
        for each in found:
            if isinstance(each, Problem):
                self._tell(each)
            else:
                self._read += 1
                yield each

    def take(self, result: CheckedPair, problems: tuple[Problem, ...]) -> None:
        """Write or keep one result."""
        for problem in problems:
            self._tell(problem)
        self.failed = self.failed or result.verdict in self._failing
        if self._request.format == "json" and self._request.output is None:
            emit(_line(result))
        else:
            self._kept.append(result)

    def close(self) -> Exit:
        """Write what was kept, and say how it went. Raises UserError where no line could be read."""
        if not self._read:
            raise UserError("no pair could be read; give lines of JSON with text_a and text_b")
        if self._request.format != "json":
            deliver(table(self._kept), self._request.output)
        elif self._request.output is not None:
            deliver("".join(map(_line, self._kept)), self._request.output)
        if self.failed:
            return Exit.FAILED_CHECK
        return Exit.DONE_IN_PART if self.partial else Exit.DONE

    def _tell(self, problem: Problem) -> None:
        self.partial = True
        say(f"{problem.where}: {problem.reason}")


def _line(result: CheckedPair) -> str:
    return visible_escapes(json.dumps(asdict(result), ensure_ascii=False)) + "\n"


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STDIN:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 - closed below; only the opening may fail as the user's mistake
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(f"--pairs {name}: {reason}; name a file of JSON lines, or -") from None
    with stream:
        yield stream
