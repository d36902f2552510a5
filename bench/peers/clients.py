"""openai and instructor as a user would call them, from a pool of threads where there are many calls."""

import json
import logging
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import instructor
import openai
from instructor.cache import AutoCache, DiskCache
from line import serve
from pydantic import BaseModel

logging.disable()  # instructor tells of every refused call
held = {}
folder = tempfile.TemporaryDirectory(prefix="bench-")


class Claim(BaseModel):
    """A claim with the words that state it."""

    quote: str = ""
    text: str
    speaker: str = ""
    stance: Literal["asserted", "reported", "denied", "planned", "hypothetical"] = "asserted"


class Sentence(BaseModel):
    """A sentence of a summary with the words it rests on."""

    quote: str = ""
    text: str


class Digest(BaseModel):
    """What a model makes of one article."""

    claims: list[Claim]
    summary: list[Sentence]


def client(way, url, messages, retries, cache=""):
    """Choose a client. `retries` none leaves each library's own number."""
    more = {} if retries is None else {"max_retries": retries}
    sdk = openai.OpenAI(api_key="none", base_url=url, **more)
    held.update(messages=messages, retries=retries)
    if way == "openai":
        held["ask"] = lambda n: plain(sdk, n)
        return
    kept = {"disk": lambda: DiskCache(folder.name), "memory": lambda: AutoCache(maxsize=10_000)}
    patched = instructor.from_openai(
        sdk, mode=instructor.Mode.JSON_SCHEMA, **({"cache": kept[cache]()} if cache else {})
    )
    held["ask"] = lambda n: shaped(patched, n)
    return


def question(number):
    """The messages of one call."""
    return [{**each, "content": each["content"].replace("@@", str(number))} for each in held["messages"]]


def plain(sdk, number):
    """A call whose reply is left as text."""
    schema = {"type": "json_schema", "json_schema": {"name": "digest", "schema": Digest.model_json_schema()}}
    made = sdk.chat.completions.create(model="m", messages=question(number), response_format=schema, max_tokens=2048)
    return made.choices[0].message.content


def shaped(client, number):
    """A call whose reply becomes an object. Without a number of retries instructor's own is taken."""
    more = {} if held["retries"] is None else {"max_retries": held["retries"]}
    return client.chat.completions.create(
        model="m", messages=question(number), response_model=Digest, max_tokens=2048, **more
    )


def good(number):
    """Whether a call ended with something of the asked shape."""
    try:
        made = held["ask"](number)
        return isinstance(made, Digest) or bool(json.loads(made))
    except Exception:
        return False


def load(start, calls, at_once):
    """Many calls at once: seconds on the clock and of processor time, and how many ended well."""
    with ThreadPoolExecutor(at_once) as pool:
        began, worked = time.perf_counter(), time.process_time()
        fine = sum(pool.map(good, range(start, start + calls)))
        return {"wall": time.perf_counter() - began, "cpu": time.process_time() - worked, "good": fine}


def serial(start, calls):
    """Calls one after another: seconds on the clock and of processor time."""
    began, worked = time.perf_counter(), time.process_time()
    fine = sum(map(good, range(start, start + calls)))
    return {"wall": time.perf_counter() - began, "cpu": time.process_time() - worked, "good": fine}


if __name__ == "__main__":
    serve(client=client, load=load, serial=serial)
