"""A worker's side of the pipe: a line of JSON in, a line of JSON out."""

import json
import os
import sys


def serve(**steps):
    """Answer each line with what the step that it names gives. What a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        asked = json.loads(line)
        answers.write(json.dumps(steps[asked.pop("do")](**asked)) + "\n")
        answers.flush()
