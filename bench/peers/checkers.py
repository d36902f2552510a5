"""corroborate and grounded-check on pairs of a source and a draft."""

import json
import time
from pathlib import Path

from corroborate import check_answer
from grounded import Source, extract, verify
from line import serve

held = []


def load(path):
    """Pairs of texts from a file."""
    held[:] = json.loads(Path(path).read_text(encoding="utf-8"))
    return len(held)


def corroborated(source, draft):
    """Whether corroborate finds something critical."""
    return not check_answer("", [source], draft).ok()


def ungrounded(source, draft):
    """Whether grounded-check finds something that is in no source; the text is given, where its users give a file."""
    return not verify(extract(draft), [Source(Path("source.txt"), source)]).passed


WAYS = {"corroborate": corroborated, "grounded-check": ungrounded}


def judge(way):
    """What is called inconsistent, and the seconds of processor time of each pair."""
    step, called, seconds = WAYS[way], [], []
    for source, draft in held:
        began = time.process_time()
        called.append(step(source, draft))
        seconds.append(time.process_time() - began)
    return {"called": called, "seconds": seconds}


if __name__ == "__main__":
    serve(load=load, judge=judge)
