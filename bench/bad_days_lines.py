"""The lines that `bench.bad_days` tries, by family of faults."""

# ruff: noqa: E501 - lines of a shell
# fmt: off

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

FORMATS = ("md", "html", "json", "csv", "docx", "pdf")
READ = "one.txt two.txt"
KEPT = "export ASSISTANT_MODEL=m OPENAI_BASE_URL=$URL OPENAI_API_KEY=k; "
SMALL = "mkdir small && mount -t tmpfs -o size={size}k x small && "
FILL = "dd if=/dev/zero of=small/filler bs=1k status=none 2>/dev/null; "
WEAK = "setpriv --bounding-set -dac_override,-dac_read_search,-fowner,-chown "
"""A superuser whom modes stop, as they stop everybody else; it can run Python wherever that is installed."""
READER = "--clear-groups --inh-caps +dac_read_search --ambient-caps +dac_read_search "
"""A user who may read whatever Python needs, and write what is its own."""
STRANGER = f"setpriv --reuid 12345 --regid 12345 {READER}"
AS = '{who}env HOME="$HOME" "$PY" -m assistant '


@dataclass(frozen=True)
class Line:
    """A fault, the script that meets it, and the exit code that is right; -1 for any. `loud` lines may say more."""

    fault: str
    script: str
    code: int = -1
    shown: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    loud: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "shown", self.shown or self.script.rpartition("; ")[2].replace("|", "¦"))


def full() -> list[Line]:
    """A disk without room, at each place that is written to."""
    lines = []
    for form in FORMATS:
        script = f"{SMALL.format(size=64)}cp note.{form} small/ && {FILL}A brief {READ} -q -o small/note.{form}"
        lines.append(Line("full disk", f"{script}; c=$?; cmp note.{form} small/note.{form}; exit $c", 2, f"brief -o note.{form}"))
        script = f"ulimit -f 0; A brief {READ} -q -o note.{form}"
        lines.append(Line("file size limit 0", script, 2, f"brief -o note.{form}"))
    cache = "export ASSISTANT_CACHE_DIR=$PWD/small ASSISTANT_DATA_DIR=$PWD/small; "
    for size, at in ((64, "full before"), (300, "full while")):
        small = SMALL.format(size=size) + (FILL if size == 64 else "dd if=/dev/zero of=small/filler bs=1k count=190 status=none; ") + cache
        chat = f'printf "%s\\n" "How many people died?" "And who said so?" | A chat {READ} -q'
        batch = f"{KEPT}A digest {READ} --batch submit"
        lines += [
            Line(f"cache disk {at}", f"{small}A ask 'How many people died?' {READ} -q", 0, "ask"),
            Line(f"cache disk {at}", f"{small}{chat}", -1, "chat"),
            Line(f"cache disk {at}", f"{small}{KEPT}A brief {READ} -q", -1, "brief --model"),
            Line(f"cache disk {at}", f"{small}A eval pairs.jsonl -q", -1, "eval"),
            Line(f"cache disk {at}", f"{small}{batch}", 2, "digest --batch submit"),
            Line(f"cache disk {at}", f"{small}A models pull smollm2 -q", 2, "models pull"),
        ]
    into = f"{SMALL.format(size=100)}mkdir small/out && A brief {READ} -q -f md,html,json,csv,docx,pdf -o small/out/"
    lines.append(Line("full disk", f"{into}; c=$?; ls small/out | tr '\\n' ' ' >&2; exit $c", 2, "brief -f … -o out/", loud=True))
    for name in ("json", "junit", "html", "markdown", "ledger"):
        ending = "jsonl" if name == "ledger" else name
        script = f"{SMALL.format(size=64)}echo old > small/r.{ending} && {FILL}A eval pairs.jsonl -q --{name} small/r.{ending}"
        lines.append(Line("full disk", f"{script}; c=$?; [ $(cat small/r.{ending}) = old ] || exit 99; exit $c", 2, f"eval --{name}"))
    review = "id=$(A review found.json | head -n 1 | cut -c 1-10); "
    lines += [
        Line("full disk", f"{review}{SMALL.format(size=64)}{FILL}A review found.json $id confirmed --reviews small/r.jsonl", 2, "review ID confirmed"),
        Line("file size limit 0", f"{review}touch reviews.jsonl; ulimit -f 0; A review found.json $id confirmed", 2, "review ID confirmed"),
        Line("full disk", f"{SMALL.format(size=64)}{FILL}{KEPT}A brief {READ} -q --record small/c.jsonl", -1, "brief --record"),
        Line("full disk", f"{SMALL.format(size=64)}{FILL}A check one.txt --against two.txt -q -o small/c.md", 2, "check -o"),
        Line("full disk", "A compare one.txt two.txt -q > /dev/full", 2, "compare > /dev/full"),
        Line("full disk", "A --help > /dev/full", 2, "--help > /dev/full"),
        Line("full disk", "A brief --help > /dev/full", 2, "brief --help > /dev/full"),
        Line("full disk", "A --version > /dev/full", 2, "--version > /dev/full"),
        Line("full disk", f"A brief {READ} -o x.md 2> /dev/full", 0, "brief 2> /dev/full"),
        Line("full disk", "A cache info > /dev/full", 2, "cache info > /dev/full"),
        Line("full disk", "A sessions list > /dev/full", 2, "sessions list > /dev/full"),
        Line("full disk", "A eval pairs.jsonl > /dev/full", 2, "eval > /dev/full"),
        Line("full disk", f'echo "How many died?" | A chat {READ} -q --no-save > /dev/full', 2, "chat > /dev/full"),
        Line("full disk", f"A ask 'How many people died?' {READ} -q > /dev/full", 2, "ask > /dev/full"),
        Line("full disk", "A models list > /dev/full", 2, "models list > /dev/full"),
    ]
    return lines


def closed() -> list[Line]:
    """Folders that may only be read, or are somebody else's."""
    used = "export ASSISTANT_CACHE_DIR=$PWD/kept ASSISTANT_DATA_DIR=$PWD/kept; "
    ways = {
        "read-only mount": (used + "mount -o bind,ro kept kept 2>/dev/null || mount --bind kept kept && mount -o remount,bind,ro kept; ", "A"),
        "modes without writing": (used + "chmod -R a-w kept; ", AS.format(who=WEAK)),
        "somebody else's folder": (used + "chown -R 65534:65534 kept; chmod -R a+rX,go-w kept; ", AS.format(who=WEAK)),
        "somebody else's private folder": (used + "chown -R 65534:65534 kept; chmod -R go-rwx kept; ", AS.format(who=WEAK)),
        "no folder can be made": ("mkdir no; chmod 555 no; export ASSISTANT_CACHE_DIR=$PWD/no/c ASSISTANT_DATA_DIR=$PWD/no/d; ", AS.format(who=WEAK)),
        "a file in place of the folder": ("touch no; export ASSISTANT_CACHE_DIR=$PWD/no ASSISTANT_DATA_DIR=$PWD/no; ", "A"),
    }
    verbs = {
        "ask": f"ask 'How many people died?' {READ} -q",
        "brief": f"brief {READ} -q",
        "chat": f"chat {READ} -q",
        "eval": "eval pairs.jsonl -q",
        "sessions list": "sessions list",
        "sessions delete": "sessions delete 1 --yes",
        "cache info": "cache info",
        "cache clear": "cache clear",
        "cache clear --older-than 0": "cache clear --older-than 0",
        "digest --batch status": "digest --batch status",
        "models list": "models list",
        "models pull": "models pull smollm2 -q",
    }
    lines = []
    for fault, (before, who) in ways.items():
        for shown, verb in verbs.items():
            lines.append(Line(fault, f"{before}echo 'How many people died?' | {who} {verb}", -1, shown))
        lines.append(Line(fault, f"{before}{KEPT}{who} brief {READ} -q", -1, "brief --model"))
    return lines


def clock() -> list[Line]:
    """A clock that has gone back, or jumped ahead, since something was kept."""
    once = f"{KEPT}A brief {READ} -q > /dev/null; "
    lines = []
    for way in ("-3y", "+3y", "-20y", "+70y"):
        back = f'faketime -f "{way}" "$PY" -m assistant '
        lines += [
            Line(f"clock {way}", f"{once}{back}brief {READ} -q", 0, "brief --model, kept"),
            Line(f"clock {way}", f"unset X; {KEPT}{back}brief {READ} -q", 0, "brief --model"),
            Line(f"clock {way}", f"{once}{back}cache clear --older-than 30", 0, "cache clear --older-than 30"),
            Line(f"clock {way}", f"{once}{back}cache info", 0, "cache info"),
            Line(f"clock {way}", f"echo 'How many died?' | A chat {READ} -q > /dev/null; cp one.txt b.txt; echo 'How many died?' | {back}chat b.txt -q --session later; A sessions list | head -1 | grep -q later", 0, "chat, sessions list"),
            Line(f"clock {way}", f"{back}eval pairs.jsonl -q", 0, "eval"),
            Line(f"clock {way}", f"id=$(A review found.json | head -n 1 | cut -c 1-10); A review found.json $id confirmed 2>/dev/null; {back}review found.json $id resolved", 0, "review"),
        ]
    return lines


def locale() -> list[Line]:
    """Languages and encodings of the shell."""
    lines = []
    umlaut = "cp one.txt 'Bräu-Öl ß.txt'; "
    tongues = {
        "LC_ALL=C": {"LC_ALL": "C"},
        "LC_ALL=C, nothing coerced": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        "LC_ALL=POSIX, nothing coerced": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        "PYTHONIOENCODING=ascii": {"PYTHONIOENCODING": "ascii"},
        "PYTHONIOENCODING=latin-1": {"PYTHONIOENCODING": "latin-1", "LC_ALL": "C", "PYTHONUTF8": "0"},
    }
    lines_of = {
        "brief -o": f"{umlaut}A brief 'Bräu-Öl ß.txt' two.txt -q -o 'Nöte.md' && test -s 'Nöte.md'",
        "brief": f"{umlaut}A brief 'Bräu-Öl ß.txt' two.txt | \"$PY\" -c 'import sys; sys.stdin.buffer.read().decode()'",
        "brief -f pdf": f"{umlaut}A brief 'Bräu-Öl ß.txt' two.txt -q -o 'ö.pdf'",
        "brief -f docx": f"{umlaut}A brief 'Bräu-Öl ß.txt' two.txt -q -o 'ö.docx'",
        "brief --title": f"A brief {READ} -q --title 'Flut im Süden – Übersicht'",
        "ask -": f"{umlaut}echo 'Wie viele Menschen “starben” in Köln?' | A ask - 'Bräu-Öl ß.txt' two.txt -q",
        "chat": f"{umlaut}echo 'How many people died? ä' | A chat 'Bräu-Öl ß.txt' two.txt -q",
        "check -": f"{umlaut}echo 'Über 19 people died.' | A check - --against 'Bräu-Öl ß.txt' -q",
        "eval": "cp pairs.jsonl 'Störy.jsonl'; A eval 'Störy.jsonl'",
        "sessions": f"{umlaut}echo 'How many died?' | A chat 'Bräu-Öl ß.txt' --session 'Größe' >/dev/null; A sessions show 'Größe' && A sessions search ä && A sessions export 'Größe'",
        "missing file": "A brief 'Bräu-Öl ß.txt'",
        "bytes in a name": "cp one.txt $'a\\xff\\xfe.txt'; A brief $'a\\xff\\xfe.txt' two.txt && A brief . -o $'n\\xff.json' -q",
        "brief --model": f"{KEPT}{umlaut}A brief 'Bräu-Öl ß.txt' two.txt -q",
        "models list": "A models list; A cache info; A doctor",
        "help": "for v in '' brief compare digest stories check review ask chat sessions mcp eval cache doctor models schema completion; do A $v --help || exit 9; done",
    }
    for fault, env in tongues.items():
        for shown, script in lines_of.items():
            code = 2 if shown == "missing file" else -1
            lines.append(Line(fault, script, code, shown, env))
    lines.append(Line("stdin is no text", f"printf 'How many \\xff\\xfe died?' | A ask - {READ} -q", 0, "ask -"))
    lines.append(Line("stdin is no text", "printf 'How many \\xff\\xfe died?' | A check - --against one.txt -q", -1, "check -"))
    return lines


def home() -> list[Line]:
    """Users without a home folder, without a name, and shells without a terminal or streams."""
    lines = []
    homes = {
        "no HOME": "unset HOME; ",
        "HOME=/nonexistent": "export HOME=/proc/nonexistent; ",
        "HOME=/dev/null": "export HOME=/dev/null; ",
        "HOME empty": "export HOME=; ",
        "HOME=relative": "export HOME=somewhere; ",
    }
    verbs = {
        "brief": f"brief {READ} -q",
        "ask": f"ask 'How many people died?' {READ} -q",
        "chat": f"chat {READ} -q",
        "sessions list": "sessions list",
        "cache info": "cache info",
        "doctor": "doctor",
        "eval": "eval pairs.jsonl -q",
        "chat ~file": "chat '~nobody.txt' -q",
        "brief ~file": "brief '~nobody.txt' -q",
    }
    for fault, before in homes.items():
        for shown, verb in verbs.items():
            script = f"cp one.txt '~nobody.txt'; {before}echo 'How many people died?' | A {verb}"
            lines.append(Line(fault, script, -1, shown, {"ASSISTANT_CACHE_DIR": "", "ASSISTANT_DATA_DIR": ""}))
    for shown, verb in verbs.items():
        script = f"chmod 777 .; cp one.txt '~nobody.txt'; echo 'How many people died?' | {STRANGER}env -u HOME -u USER -u LOGNAME \"$PY\" -m assistant {verb}; c=$?; ls -d ./~ 2>/dev/null; exit $c"
        lines.append(Line("no HOME, no entry of the user", script, -1, shown))
        script = f"chmod 777 .; cp one.txt '~nobody.txt'; echo 'How many people died?' | ASSISTANT_CACHE_DIR='~/c' ASSISTANT_DATA_DIR='~/d' {STRANGER}env -u HOME -u USER -u LOGNAME \"$PY\" -m assistant {verb}"
        lines.append(Line("the same, folders named ~/…", script, -1, shown))
    streams = {"stdin": "<&-", "stdout": ">&-", "stderr": "2>&-", "all streams": "<&- >&- 2>&-"}
    for name, closing in streams.items():
        for shown, verb in {**verbs, "brief -o": f"brief {READ} -q -o x.md", "review": "review found.json", "--help": "--help", "mcp": "mcp one.txt", "--version": "--version", "usage error": "brief --nope"}.items():
            lines.append(Line(f"{name} closed", f"A {verb} {closing}", -1, shown))
    for env in ({"TERM": "dumb"}, {"TERM": ""}, {"COLUMNS": "0"}, {"COLUMNS": "1"}, {"COLUMNS": "x"}, {"COLUMNS": "-5", "LINES": "-1"}):
        fault = " ".join(f"{k}={v}" for k, v in env.items())
        lines += [Line(fault, f"A {verb}", -1, shown, env) for shown, verb in (("--help", "brief --help"), ("brief", f"brief {READ} -q"), ("eval", "eval pairs.jsonl"))]
        lines.append(Line(fault, f"script -qec '\"$PY\" -m assistant brief {READ}' /dev/null </dev/null", 0, "brief on a terminal", env))
        lines.append(Line(fault, "script -qec '\"$PY\" -m assistant eval pairs.jsonl' /dev/null </dev/null", 0, "eval on a terminal", env))
        lines.append(Line(fault, f"printf 'How many people died?\\n/quit\\n' | script -qec '\"$PY\" -m assistant chat {READ}' /dev/null", 0, "chat on a terminal", env))
    return lines


def limits() -> list[Line]:
    """Small limits of the shell, and odd ways to start Python."""
    lines = []
    verbs = {
        "brief": f"brief {READ} -q",
        "brief -f pdf": f"brief {READ} -q -o x.pdf",
        "ask": f"ask 'How many people died?' {READ} -q",
        "eval": "eval pairs.jsonl -q",
        "chat": f"chat {READ} -q",
        "sessions list": "sessions list",
        "brief --model": f"brief {READ} -q --model m",
        "--help": "--help",
    }
    limits = [f"ulimit -n {n}" for n in (64, 20, 8)]
    limits += [f"ulimit -v {mb}000" for mb in (1000, 400, 120)]
    limits += ["ulimit -s 128"]
    for limit in limits:
        for shown, verb in verbs.items():
            lines.append(Line(limit, f"export OPENAI_BASE_URL=$URL OPENAI_API_KEY=k; {limit}; echo 'How many died?' | A {verb}", -1, shown, loud=limit == "ulimit -t 1"))
    for shown, verb in verbs.items():
        for n in (1, 3):
            # the limit counts the threads of a user: one that nobody else is
            script = f"chmod -R a+rwX .; export OPENAI_BASE_URL=$URL OPENAI_API_KEY=k; echo 'How many died?' | setpriv --reuid 54{n}21 --regid 65534 {READER}prlimit --nproc={n} env HOME=$PWD \"$PY\" -m assistant {verb}"
            lines.append(Line(f"{n} threads at most", script, -1, shown))
    odd = {
        "working folder deleted": ("mkdir gone; cp one.txt two.txt found.json gone; D=$PWD; cd gone; rm -rf $D/gone; A ", "$D/one.txt $D/two.txt"),
        "working folder unreadable": (f"mkdir dark; cp one.txt two.txt dark; chmod 711 .; cd dark; chmod 0 .; {WEAK}env HOME=/tmp \"$PY\" -m assistant ", "../one.txt ../two.txt"),
        "TMPDIR missing": ("export TMPDIR=/nowhere; A ", READ),
        "TMPDIR unwritable": (f"mkdir t; chmod 555 t; export TMPDIR=$PWD/t; chmod 777 .; {WEAK}env HOME=$PWD \"$PY\" -m assistant ", READ),
        "TMPDIR full": (f"{SMALL.format(size=64)}{FILL}export TMPDIR=$PWD/small; A ", READ),
        "-O": ("export FLAGS=-O; A ", READ),
        "-OO": ("export FLAGS=-OO; A ", READ),
        "-X dev": ("export FLAGS='-X dev'; A ", READ),
        "-b -W error": ("export FLAGS='-bb'; A ", READ),
        "PYTHONWARNINGS=error": ("export PYTHONWARNINGS=error; A ", READ),
        "PYTHONWARNDEFAULTENCODING=1": ("export PYTHONWARNDEFAULTENCODING=1 PYTHONWARNINGS=default; A ", READ),
        "-I": ("I() { \"$PY\" -I -c 'import os, sys; sys.path.insert(0, os.environ[\"ROOT\"]); sys.argv[0] = \"assistant\"; from assistant.cli import run; run()' \"$@\"; }; I ", READ),
        "read-only installation": ("cp -r $ROOT/assistant $ROOT/prompts . ; rm -rf $(find assistant -name __pycache__); chmod -R a-w assistant prompts; export PYTHONPATH=$PWD; " + f"chmod 777 .; {WEAK}env HOME=$PWD/home \"$PY\" -m assistant ", READ),
        "PYTHONHASHSEED, PYTHONDEVMODE": ("export PYTHONHASHSEED=1 PYTHONDEVMODE=1; A ", READ),
    }
    for fault, (before, read) in odd.items():
        for shown, verb in {"brief": f"brief {read} -q", "brief -o pdf": f"brief {read} -q -o x.pdf", "ask": f"ask 'How many died?' {read} -q", "chat": f"chat {read} -q", "eval": "eval pairs.jsonl -q", "models pull": "models pull smollm2 -q --help", "sessions list": "sessions list", "doctor": "doctor", "mcp": f"mcp {read}", "check": "check one.txt --against two.txt -q", "--help": "--help", "brief --model": f"brief {read} -q --model m --base-url $URL"}.items():
            lines.append(Line(fault, f"chmod 777 .; export OPENAI_API_KEY=k; {before}{verb}", -1, shown))
    return lines


def signals() -> list[Line]:
    """Pipes that are closed, and signals."""
    lines = []
    status = "; exit ${PIPESTATUS[0]}"
    verbs = {
        **{f"brief -f {form}": f"brief {READ} -q -f {form}" for form in (*FORMATS, "claimreview")},
        "brief": f"brief {READ}",
        "compare": f"compare {READ} -q",
        "digest": f"digest {READ} -q",
        "stories": "stories one.txt two.txt -q",
        "check": "check one.txt --against two.txt -q",
        "ask": f"ask 'How many people died?' {READ} -q",
        "review": "review found.json",
        "eval": "eval pairs.jsonl",
        "eval --json -": "eval pairs.jsonl --json - -q",
        "cache info": "cache info",
        "models list": "models list",
        "schema": "schema briefing",
        "completion": "completion bash",
        "doctor": "doctor",
        "--help": "--help",
        "brief --help": "brief --help",
        "sessions list": "sessions list",
        "mcp": "mcp one.txt",
        "chat": f"chat {READ} -q --no-save",
    }
    for shown, verb in verbs.items():
        lines.append(Line("| head -c 1", f"yes 'How many people died?' | head -50 | A {verb} | head -c 1 > /dev/null; exit ${{PIPESTATUS[2]}}", 0, shown))
        lines.append(Line("| true", f"echo 'How many people died?' | A {verb} | true{status.replace('0', '1')}", 0, shown))
        lines.append(Line("2>&1 | true", f"echo 'How many people died?' | A {verb} 2>&1 | true{status.replace('0', '1')}", 0, shown))
    lines.append(Line("2>&1 | true", "A brief nothing.txt 2>&1 | true; exit ${PIPESTATUS[0]}", 2, "brief nothing.txt"))
    lines.append(Line("2>&1 | true", "A brief --nope 2>&1 | true; exit ${PIPESTATUS[0]}", 2, "brief --nope"))
    slow = f"{KEPT}export OPENAI_BASE_URL=$HANG; "
    pile = "mkdir pile; for i in $(seq 150); do sed \"s/19 people/$i people/; s/400/$i$i/\" one.txt > pile/$i.txt; for k in $(seq 40); do echo \"The village $k of Holm lost $i houses on Friday, said officer $k.\" >> pile/$i.txt; done; done; "
    for name, number in (("TERM", 15), ("HUP", 1), ("INT", 2)):
        code = 128 + number
        # job control off: a shell without a terminal starts what is in the background with SIGINT ignored
        go = "\"$PY\" -c 'import signal, os, sys; signal.signal(signal.SIGINT, signal.default_int_handler); os.execv(sys.argv[1], sys.argv[1:])' \"$PY\" -m assistant "
        for shown, verb in {"brief --model": f"brief {READ} -q -o note.md", "ask --model": f"ask 'How many died?' {READ} -q", "chat --model": f"chat {READ} -q", "eval --model": "eval pairs.jsonl -q --model m --json r.json", "mcp": "mcp one.txt", "check --model": "check one.txt --against two.txt -q"}.items():
            script = f"{slow}mkfifo in; sleep 60 > in & w=$!; {go}{verb} < in > out & p=$!; sleep 4; kill -{name} $p; s=$(date +%s); wait $p; c=$?; e=$(date +%s); kill $w; [ $((e - s)) -le 3 ] || exit 98; exit $c"
            lines.append(Line(f"SIG{name} in a call that hangs", script, code, shown))
        for shown, verb in {"compare, workers": "compare pile --one-story -q -o note.json", "chat, workers": "chat pile --one-story -q"}.items():
            script = f"{pile}{go}{verb} > out & p=$!; sleep 9; pgrep -P $p > kids; kill -{name} $p; wait $p; c=$?; sleep 1; for k in $(cat kids); do kill -0 $k 2>/dev/null && exit 97; done; exit $c"
            lines.append(Line(f"SIG{name} in a long computation", script, code, shown))
        script = f"{slow}{go}brief {READ} -q -o note.md & p=$!; sleep 4; kill -{name} $p; kill -{name} $p 2>/dev/null; sleep 0.02; kill -{name} $p 2>/dev/null; wait $p"
        lines.append(Line(f"SIG{name} three times", script, code, "brief --model"))
        script = f"{slow}{go}brief {READ} -q & p=$!; sleep 4; kill -TSTP $p; sleep 1; kill -CONT $p; sleep 1; kill -{name} $p; wait $p"
        lines.append(Line(f"SIGTSTP, SIGCONT, SIG{name}", script, code, "brief --model"))
        for wait in (0.02, 0.1, 0.3, 0.6):
            lines.append(Line(f"SIG{name} after {wait} s", f"{go}brief {READ} -q -o note.md & p=$!; sleep {wait}; kill -{name} $p; wait $p", -1, "brief", loud=True))
    return lines


def moments() -> list[Line]:
    """Ctrl-C at any moment of the start: what Python says before a line of ours has run is Python's, and is counted."""
    chance = random.Random(8)
    waits = sorted(round(chance.uniform(0, 1.5), 3) for _ in range(50))
    # Python leaves SIGINT alone where it was ignored, as it is for what a shell without job control starts behind
    go = "\"$PY\" -S -E -c 'import signal, os, sys; signal.signal(signal.SIGINT, signal.default_int_handler); os.execv(sys.argv[1], sys.argv[1:])' \"$PY\" -m assistant "
    return [Line(f"SIGINT after {wait} s", f"{go}brief {READ} -q -o note.md & p=$!; sleep {wait}; kill -INT $p; wait $p", -1, "brief", loud=True) for wait in waits]


def together() -> list[Line]:
    """Several processes at once, and what a later version of the program has written."""
    newer = "\"$PY\" -c 'import sqlite3; db = sqlite3.connect(\"kept/sessions.db\"); db.execute(\"PRAGMA user_version = 99\")'; export ASSISTANT_DATA_DIR=$PWD/kept; cp kept/sessions.db s; "
    same = "; c=$?; cmp kept/sessions.db s || exit 99; exit $c"
    return [
        Line("4 at once, one note", f"for i in 1 2 3 4; do A brief {READ} -q -o note.html & done; wait; A brief {READ} -q -o other.html && cmp note.html other.html", 0, "brief -o note.html"),
        Line("4 at once, one session", f"export ASSISTANT_DATA_DIR=$PWD/d; for i in 1 2 3 4; do echo 'How many died?' | A chat {READ} -q --session one >/dev/null & done; wait; [ $(A sessions show one | grep -c '^[1-4]. How') = 4 ]", 0, "chat --session one"),
        Line("4 at once, one cache", f"{KEPT}export ASSISTANT_CACHE_DIR=$PWD/c; for i in 1 2 3 4; do A brief {READ} -q -o note.md & done; wait; A cache info | grep calls:", 0, "brief --model"),
        Line("4 at once, one library", f"export ASSISTANT_CACHE_DIR=$PWD/c; for i in 1 2 3 4; do A ask 'How many died?' {READ} -q -o $i.md & done; wait; cmp 1.md 4.md", 0, "ask"),
        Line("sessions of a later version", f"{newer}A sessions list{same}", 2, "sessions list"),
        Line("sessions of a later version", f"{newer}A sessions delete 1 --yes{same}", 2, "sessions delete"),
        Line("sessions of a later version", f"{newer}echo 'How many died?' | A chat {READ} -q{same}", 0, "chat"),
        Line("run file of a later version", "echo '{\"format\": 99, \"pieces\": []}' > r.json; A eval report r.json", 2, "eval report"),
        Line("review file of a later version", "id=$(A review found.json | head -n 1 | cut -c 1-10); A review found.json $id confirmed 2>/dev/null; sed -i 's/^{/{\"votes\": 3, /' reviews.jsonl; A review found.json $id confirmed && grep -q votes reviews.jsonl", 0, "review"),
        Line("note of a batch of a later version", f"mkdir -p c/batches; echo '{{}}' > c/batches/b.json; export ASSISTANT_CACHE_DIR=$PWD/c; {KEPT}A digest --batch collect; c=$?; [ -s c/batches/b.json ] || exit 99; exit $c", 3, "digest --batch collect"),
    ]


FAMILIES = {
    "full": full(), "closed": closed(), "clock": clock(), "locale": locale(),
    "together": together(), "home": home(), "limits": limits(), "signals": signals(), "moments": moments(),
}
