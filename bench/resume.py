"""Long runs that are killed, and many at once: what the endpoint's ledger shows.

    PYTHONPATH=. python bench/resume.py                # 200 articles, 20 kills; 8 processes x 50 articles
    PYTHONPATH=. python bench/resume.py 40 5 4 12      # the same, smaller

Runs are processes of their own, killed with SIGKILL at random moments and started again; the
endpoint is on loopback, answers after 60 ms, and notes every request. A call that was under way
at a kill may be made again; one that was finished may not.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from tests.loopback import Loopback
from tests.newsroom import write_articles
from tests.test_resume import DELAY, Office, asked, kill_at, model, of, result


def killed(articles: int, kills: int) -> None:
    """Kill a run again and again, and compare what comes out with a run that was left alone."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as place, Loopback(model(DELAY)) as server:
        folder = Path(place)
        write_articles(folder / "articles", articles)
        began = time.monotonic()
        alone = Office(server, folder, "other").finish()
        seconds, whole = time.monotonic() - began, asked(server.requests)
        server.requests.clear()
        office = Office(server, folder)
        in_flight = kill_at(chance.sample(range(1, whole.total()), kills), office, server)
        resumed = office.finish()
        ledger = asked(server.requests)
        count = len(server.requests)
        again = office.finish()
        print(f"{articles} articles, {kills} kills; a run left alone: {whole.total()} calls in {seconds:.0f} s")
        print(f"requests: {ledger.total()}, digest {of('digest', ledger)}, judge {of('judge', ledger)}")
        print(f"calls under way at a kill and made again: {ledger.total() - len(ledger)}")
        print(f"finished calls made twice: {(ledger - whole - in_flight).total()}")
        print(f"calls missing or strange: {len(set(ledger) ^ set(whole))}")
        print(f"same result but for the run: {resumed | {'run': 0} == alone | {'run': 0}}")
        print(f"calls of one run more: {again['run']['calls']}, requests {len(server.requests) - count}")


def at_once(processes: int, articles: int) -> None:
    """Start several runs over the same articles and one cache at the same moment."""
    with tempfile.TemporaryDirectory() as place, Loopback(model(DELAY)) as server:
        folder = Path(place)
        write_articles(folder / "articles", articles)
        office = Office(server, folder)
        results = [result(running) for running in [office.start() for _ in range(processes)]]
        ledger = asked(server.requests)
        print(f"{processes} processes at once, {articles} articles: digest calls {of('digest', ledger)}, ", end="")
        print(f"judge calls {of('judge', ledger)}, made twice {ledger.total() - len(ledger)}, ", end="")
        print(f"same results: {all(each | {'run': 0} == results[0] | {'run': 0} for each in results)}")


def main(arguments: list[str]) -> None:
    """Both measures; sizes as articles, kills, processes, articles of each process."""
    articles, kills, processes, shared = map(int, arguments or ("200", "20", "8", "50"))
    killed(articles, kills)
    at_once(processes, shared)


if __name__ == "__main__":
    main(sys.argv[1:])
