"""`assistant digest --batch submit|status|collect`: calls that can wait, at half the price."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from assistant.cli.console import emit, say
from assistant.cli.job import tell_cautions
from assistant.cli.options import Request
from assistant.errors import Exit, ModelError, UserError
from assistant.llm.batch import WAY_OUT, Job, Later, collect, forget, jobs, made_folder, submit, unreadable
from assistant.llm.batch_api import Api
from assistant.llm.cached import Cached
from assistant.llm.call import Call
from assistant.llm.ceiling import estimate
from assistant.llm.endpoint import address
from assistant.llm.llama import LOCAL
from assistant.llm.price import cost, shown
from assistant.llm.store import cache_folder, open_store
from assistant.private import FILE_MODE
from assistant.render.plain import one_line
from assistant.schema import Tokens
from assistant.settings import Settings, load_settings

SHOWN_KEY = 12


def carry_out(verb: str, request: Request) -> Exit:
    """Do one of the three. Raises UserError and ModelError."""
    settings = load_settings(request.flags)
    if settings.no_cache or settings.replay or settings.record:
        raise UserError("--batch keeps replies in the cache; leave out --no-cache, --record and --replay")
    if verb == "submit":
        return _submit(settings, request)
    cache = cache_folder(settings)
    known, lost = jobs(cache), unreadable(cache)
    for path in lost:
        say(f"{path}: cannot be read; a later version may have written it, or it is damaged: look at the endpoint")
    if not known:
        emit("no batch is under way\n" if not lost else "")
        return Exit.DONE_IN_PART if lost else Exit.DONE
    done = _each(known, settings, _status if verb == "status" or request.dry_run else _collect)
    return Exit.DONE_IN_PART if lost and done == Exit.DONE else done


def _submit(settings: Settings, request: Request) -> Exit:
    if not settings.model or settings.model.startswith(LOCAL):
        raise UserError("--batch needs a model of an endpoint that offers batches; name it with --model")
    cache = cache_folder(settings)
    with _alone(cache):
        calls, problems = _needed(settings, request, cache)
        waiting = {key for job in jobs(cache) for key in job.calls}
        fresh = [call for call in calls if call.key not in waiting]
        most = _allowed(fresh, settings)
        if request.dry_run:
            emit(f"{_count(len(fresh), 'call')} would be handed over, at most {most}\n")
            return Exit.DONE_IN_PART if problems else Exit.DONE
        made = submit(Api(settings), fresh, cache) if fresh else []
    for job in made:
        emit(f"{job.id}: {_count(len(job.calls), 'call')} handed to {job.model}\n")
    if len(fresh) < len(calls):
        emit(f"{_count(len(calls) - len(fresh), 'call')} in earlier batches already\n")
    if made:
        emit(f"at most {most}; within 24 hours, collect them with: assistant digest --batch collect\n")
    if not calls:
        emit("nothing to hand over: every reply is kept already\n")
    return Exit.DONE_IN_PART if problems else Exit.DONE


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Nobody else hands over the same calls meanwhile. Raises UserError where the folder cannot be used."""
    from filelock import FileLock

    lock = FileLock(made_folder(cache) / "submit.lock", mode=FILE_MODE)
    try:
        lock.acquire()
    except (OSError, NotImplementedError) as error:
        raise UserError(f"{lock.lock_file}: {getattr(error, 'strerror', None) or error}; {WAY_OUT}") from None
    try:
        yield
    finally:
        lock.release()


def _needed(settings: Settings, request: Request, cache: Path) -> tuple[list[Call], int]:
    """The calls that digests of what is read still need, and how many sources could not be read."""
    from assistant.engines.llm import Llm
    from assistant.ingest import read
    from assistant.llm.meter import Meter
    from assistant.llm.stack import Stack

    reading = read(*request.paths, allow_private=request.allow_private)
    for problem in reading.problems:
        say(f"{problem.where}: {problem.reason}")
    tell_cautions(reading, request)
    later = Later()
    engine = Llm(
        Stack(Cached(later, open_store(cache), patience=0), Meter(later), settings, address(settings.base_url))
    )
    for article in reading.articles:
        engine.digest(article)
    return list(later.calls.values()), len(reading.problems)


def _allowed(calls: Sequence[Call], settings: Settings) -> str:
    """The most that calls may cost, in words. Raises UserError for more than the ceilings allow."""
    bills = [estimate(call) for call in calls]
    tokens = sum(bill.input + bill.output for bill in bills)
    if settings.max_calls and len(calls) > settings.max_calls:
        raise UserError(f"{len(calls):,} calls are more than --max-calls allows; nothing was handed over")
    if settings.max_tokens and tokens > settings.max_tokens:
        raise UserError(f"up to {tokens:,} tokens are more than --max-tokens allows; nothing was handed over")
    price = _half(settings.model, settings.base_url, bills)
    if settings.max_cost and (price is None or price > Decimal(str(settings.max_cost))):
        reason = "a price that is not known" if price is None else f"up to {shown(price)} US dollars"
        raise UserError(f"{reason} is more than --max-cost allows; nothing was handed over")
    return f"{tokens:,} tokens" + (f", {shown(price)} US dollars at half the list price" if price is not None else "")


def _half(model: str, base_url: str, bills: Sequence[Tokens]) -> Decimal | None:
    full = cost(model, address(base_url), bills)
    return None if full is None else full / 2


def _each(known: Sequence[Job], settings: Settings, do: Callable[[Api, Job, Settings], bool]) -> Exit:
    """Do something with every batch; done in part where it is not true of all, or one gave an error."""
    api = Api(settings)
    here = address(settings.base_url)
    whole, errors = True, []
    for job in known:
        if job.endpoint != here:
            say(f"{job.id}: was given to {job.endpoint}; set OPENAI_BASE_URL / --base-url to it")
            whole = False
            continue
        try:
            whole = do(api, job, settings) and whole
        except ModelError as error:
            errors.append(error)
    if errors and len(errors) == len(known):
        raise errors[0]
    for fault in errors:
        say(str(fault))
    return Exit.DONE if whole and not errors else Exit.DONE_IN_PART


def _status(api: Api, job: Job, settings: Settings) -> bool:
    state = api.look(job.id)
    failed = f", {state.failed} failed" if state.failed else ""
    reason = f": {state.trouble}" if state.trouble else ""
    _tell(f"{job.id}: {state.status}, {state.answered} of {len(job.calls)} answered{failed}{reason}")
    return True


def _tell(line: str) -> None:
    """A line of the result, in which words of an endpoint may stand."""
    emit(f"{one_line(line)}\n")


def _collect(api: Api, job: Job, settings: Settings) -> bool:
    state = api.look(job.id)
    if not state.over:
        _tell(f"{job.id}: {state.status}, {state.answered} of {len(job.calls)} answered; try again later")
        return False
    cache = cache_folder(settings)
    told = collect(api, job, state, open_store(cache))
    forget(job, cache)
    price = _half(job.model, settings.base_url, told.bills)
    paid = f"; {shown(price)} US dollars at half the list price" if price is not None else ""
    tokens = sum(bill.input + bill.output for bill in told.bills)
    emit(f"{job.id}: {told.kept} of {len(job.calls)} replies kept, {tokens:,} tokens{paid}\n")
    for key, reason in told.failed.items():
        say(f"{job.calls[key].prompt} {key[:SHOWN_KEY]}: {reason}; the next run asks again")
    return not told.failed


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
