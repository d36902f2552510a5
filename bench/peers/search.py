"""rank-bm25 and bm25s as their pages of first steps use them, over one list of passages."""

import json
import re
import time
from pathlib import Path

import bm25s
import numpy
import Stemmer
from line import serve
from rank_bm25 import BM25Okapi

WORD = re.compile(r"\w+")
held = {}


def words(text):
    """Lower-case words: rank-bm25 leaves that to its user."""
    return WORD.findall(text.lower())


def load(path):
    """Passages and questions from a file."""
    held.update(json.loads(Path(path).read_text(encoding="utf-8")))
    return len(held["passages"])


def build(way):
    """Seconds to make an index of all passages."""
    began = time.process_time()
    if way == "rank-bm25":
        held[way] = BM25Okapi([words(passage) for passage in held["passages"]])
    else:
        stemmer = held.setdefault("stemmer", Stemmer.Stemmer("english"))
        tokens = bm25s.tokenize(held["passages"], stopwords="en", stemmer=stemmer, show_progress=False)
        held[way] = bm25s.BM25(backend="numba" if way.endswith("numba") else "numpy")
        held[way].index(tokens, show_progress=False)
    return time.process_time() - began


def first(way, question, count):
    """The places of the best passages for one question."""
    if way == "rank-bm25":
        return numpy.argsort(held[way].get_scores(words(question)))[::-1][:count].tolist()
    tokens = bm25s.tokenize(question, stopwords="en", stemmer=held["stemmer"], show_progress=False)
    return held[way].retrieve(tokens, k=count, show_progress=False).documents[0].tolist()


def find(way, start, stop, count):
    """What some of the questions find, one after another, and the seconds that takes."""
    began = time.process_time()
    found = [first(way, question, count) for question in held["questions"][start:stop]]
    return {"seconds": time.process_time() - began, "found": found}


if __name__ == "__main__":
    serve(load=load, build=build, find=find)
