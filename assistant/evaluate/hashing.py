"""The hash by which labels, findings and rows of data are told from others."""

import json
from dataclasses import asdict
from hashlib import sha256
from typing import Any

DIGITS = 12


def hash_of(given: Any) -> str:
    """What changes with anything that JSON values or records hold: 12 hexadecimal digits of their SHA-256.

    It is the same in every run, and whatever the order of keys.
    """
    told = json.dumps(given, sort_keys=True, ensure_ascii=False, default=asdict)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
