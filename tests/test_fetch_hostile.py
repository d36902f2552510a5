"""Servers that mean ill: what is fetched, from where, and how much of it."""

import gzip
import socket
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.ingest import wire
from assistant.ingest.addresses import special
from assistant.ingest.fetch import NO_ADDRESS, Page, fetch
from assistant.ingest.wire import Bounds
from tests.conftest import NetworkOffError
from tests.hearing import hearing
from tests.wild import Answer, Wild, certificate, drip, endless, moved, page

QUICK = Bounds(wait=0.15, whole=0.3, size=200_000, redirects=3)
SAID = "The ferry Astrid sank off Marlow on Friday, and three of her passengers are missing. "
LONG = SAID * 6
OK = b"HTTP/1.1 200 OK\r\n"


def got(answer: Answer, bounds: Bounds = QUICK) -> str:
    """The text of a page, or why there is none, of a server that gives this answer."""
    with Wild({"/": answer}) as server:
        found = fetch(server.url("/"), True, bounds)
    return found.data.decode() if isinstance(found, Page) else found


SPECIAL = {
    "a loopback address": "127.0.0.1 127.255.0.9 ::1 ::ffff:127.0.0.1 2002:7f00:1:: 64:ff9b::7f00:1",
    "an address of this machine": "0.0.0.0 0.1.2.3 :: ::ffff:0.0.0.0",
    "a private address": "10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 fc00::1 fd12::9 fec0::1 ::ffff:10.0.0.1 "
    "2002:c0a8:101:: 64:ff9b::a00:1",
    "a link-local address": "169.254.1.1 fe80::1%eth0 fe80::1 ::ffff:169.254.0.7",
    "a private address of a provider": "100.64.0.1 100.127.255.255 ::ffff:100.64.0.1",
    "the address of a cloud's metadata service": "169.254.169.254 169.254.170.2 100.100.100.200 168.63.129.16 "
    "192.0.0.192 fd00:ec2::254 fd20:ce::254 ::ffff:169.254.169.254 64:ff9b::a9fe:a9fe",
    "a multicast address": "224.0.0.1 239.1.1.1 ff02::1 ff0e::1",
    "an address of a tunnel": "192.88.99.1 2001:0:7f00:1::1",
    "a private address behind a translator": "64:ff9b:1::7f00:1",
    "a reserved address": "240.0.0.1 255.255.255.255 198.18.0.1 203.0.113.1 192.0.2.1 2001:db8::1 3fff::1 100::1 "
    "5f00::1 4000::1 ::127.0.0.1 ::ffff:0:127.0.0.1 2001:10::1",
    "": "93.184.215.14 100.63.255.255 100.128.0.1 172.32.0.1 2606:2800:21f:cb07:6820:80da:af6b:8b2c "
    "::ffff:93.184.215.14 64:ff9b::5db8:d70e",
}


@pytest.mark.parametrize(("what", "address"), [(what, one) for what, many in SPECIAL.items() for one in many.split()])
def test_every_spelling_of_an_address_is_judged_as_what_it_leads_to(what: str, address: str) -> None:
    """Loopback, private, link-local, metadata, multicast, reserved, tunnels; and public ones are let through."""
    assert special(address) == what


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "localhost"),
        *("①②⑦.0.0.1", "127。0。0。1", "0", "0.0.0.0", "[::1]", "[::]"),
        *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "169.254.169.254", "[fe80::1%25lo]", "[fe80::1%25%31]"),
        *("[64:ff9b::127.0.0.1]", "[fec0::1]", "[fd00:ec2::254]", "10.0.0.1", "3232235777", "224.0.0.1"),
    ],
)
def test_no_spelling_of_a_private_host_is_asked(host: str) -> None:
    """Whatever the name resolves to is looked at, and no connection is tried."""
    with hearing() as heard:
        said = fetch(f"http://{host}:9/", bounds=QUICK)
    assert isinstance(said, str)
    assert "--allow-private" in said or said == NO_ADDRESS or said.startswith("no such host")
    assert not [event for event in heard if event[0] == "connect"]


def test_the_reason_names_host_address_and_kind() -> None:
    """A person sees why, and what to say."""
    advice = "; say --allow-private (allow_private=True) to read it all the same"
    assert fetch("http://10.0.0.1/") == f"10.0.0.1 is a private address{advice}"
    assert fetch("http://0x7f.1/") == f"0x7f.1 is a loopback address (127.0.0.1){advice}"
    found = fetch("http://intranet.example/", resolver=lambda *_: ["169.254.169.254"])
    assert found == f"intranet.example is the address of a cloud's metadata service (169.254.169.254){advice}"


def test_a_name_cannot_lead_elsewhere_after_it_was_checked() -> None:
    """It is resolved once, and the address that was checked is the one that is dialled."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    dialled = pytest.raises(NetworkOffError, match=r"93\.184\.215\.14")  # from which the tests are kept
    with Wild({"/": page("secret")}) as server, hearing() as heard, dialled:
        fetch(server.url("/", "rebind.example"), bounds=QUICK, resolver=resolver)
    assert asked == ["rebind.example"] and server.requests == []
    assert [name for event, name in heard if event == "getaddrinfo"] == ["93.184.215.14"]


def test_of_several_addresses_only_public_ones_are_dialled() -> None:
    """A private one before them is passed over."""
    with Wild({"/": page("secret")}) as server:
        addresses = ["127.0.0.1", "::1", "93.184.215.14"]
        with pytest.raises(NetworkOffError, match=r"93\.184\.215\.14"):
            fetch(server.url("/", "mixed.example"), bounds=QUICK, resolver=lambda *_: addresses)
        assert server.requests == []


def test_with_allow_private_the_next_address_is_tried_when_one_does_not_answer() -> None:
    """As for any host with several."""
    with Wild({"/": page("Hello.")}) as server:
        found = fetch(server.url("/", "two.example"), True, QUICK, lambda *_: ["127.0.0.9", "127.0.0.1"])
    assert isinstance(found, Page) and found.data == b"Hello." and found.private


PLACES = {
    **dict.fromkeys(["file:///etc/hostname", "FILE:///etc/hostname", "ftp://a.example/x", "gopher://127.0.0.1:9/_x"]),
    **dict.fromkeys(["data:text/html,<p>x", "javascript:alert(1)", "ws://127.0.0.1/", "http://[::1"]),
    **dict.fromkeys(["https:///etc/passwd", "view-source:http://a.example", "http://a.example:99999/"]),
    "http://jane:secret@127.0.0.1/": "holds a user name",
    "http://127.0.0.1@a.example/": "holds a user name",
    f"http://a.example/{'x' * 9000}": "over 8,000 characters",
}


@pytest.mark.parametrize(("place", "reason"), PLACES.items(), ids=range(len(PLACES)))
def test_a_redirect_leads_only_to_what_would_be_read_if_named(place: str, reason: str | None) -> None:
    """Other schemes, broken addresses and passwords end it, with allow_private too; the place is told."""
    with Wild({"/": moved(place)}) as server, hearing() as heard:
        said = str(fetch(server.url("/"), True, QUICK))
        assert [where for event, where in heard if event == "connect"] == [("127.0.0.1", server.port)]
    assert said.startswith("redirects to ") and (reason or NO_ADDRESS) in said
    assert len(said) < 400 and "secret" not in said


@pytest.mark.parametrize("place", ["http://{}:1/in", "//{}:1/in", "HTTP://{}:1/in", "https://{}:1/in"])
def test_a_redirect_into_the_local_network_is_refused(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page cannot send the request inside; here 127.0.0.1 stands for a public address."""
    monkeypatch.setattr(wire, "special", lambda address: "" if address == "127.0.0.1" else special(address))
    answers = {"127.0.0.1": "127.0.0.1", "inside.example": "10.0.0.7"}
    with Wild({"/": moved(place.format("inside.example"))}) as server:
        said = str(fetch(server.url("/"), bounds=QUICK, resolver=lambda host, _: [answers[host]]))
    assert said.startswith(f"redirects to {place.format('inside.example')}: inside.example is a private address (10.0.")


def test_redirects_end() -> None:
    """In a circle, in a chain, and where the next place is huge or strange."""
    with Wild({f"/{n}": moved(f"/{n + 1}") for n in range(10)}) as server:
        assert fetch(server.url("/0"), True, QUICK) == "redirects more than 3 times; give the address it ends at"
        assert server.paths == ["/0", "/1", "/2", "/3"]
    assert "redirects more than 3" in got(moved("/"))
    assert "could not be fetched" in got(moved(b"/" + b"x" * 70_000))
    for place in (b"http://\x1b[31mred\x07/", b"/\x1b[31m\x9b\xff"):
        assert got(moved(place)).startswith("redirects ") and got(moved(place)).isprintable()


ENDLESS: dict[str, tuple[Answer, str]] = {
    "says nothing": (drip(b"", 9), "no answer within"),
    "drips its first line": (drip(b"", 0.02), "takes over"),
    "drips a header": (drip(OK + b"X: ", 0.02), "takes over"),
    "drips headers": (drip(OK, 0.02, b"X: 1\r\n"), "takes over"),
    "says to go on for ever": (drip(b"", 0.02, b"HTTP/1.1 100 Continue\r\n\r\n"), "takes over"),
    "drips its body": (drip(OK + b"\r\n", 0.02), "takes over"),
    "drips chunks": (drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", 0.02, b"1\r\nx\r\n"), "takes over"),
    "drips trailers": (drip(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", 0.02, b"X: 1\r\n"), "takes over"),
    "stalls in its body": (drip(page("x" * 99)[:-50], 9), "no answer within"),
    "sends one line for ever": (endless(b"", b"x" * 9000), "could not be fetched"),
    "sends headers for ever": (endless(OK, b"X: 1\r\n" * 99), "got more than 100 headers"),
    "says to go on for ever at once": (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99), "is over 0 MB"),
    "sends its body for ever": (endless(OK + b"\r\n", b"x" * 9000), "is over 0 MB"),
    "sends chunks for ever": (endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 999), "is over 0 MB"),
    "sends trailers": (endless(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: 1\r\n" * 999), "is over 0 MB"),
}


@pytest.mark.parametrize("case", ENDLESS)
def test_a_server_that_never_ends_is_left(case: str) -> None:
    """One deadline for all of it, one number of bytes: no wait starts anew with every byte."""
    answer, reason = ENDLESS[case]
    bounds = Bounds(wait=0.15, whole=5.0, size=QUICK.size) if reason.startswith("is over") else QUICK
    start = time.monotonic()
    assert reason in got(answer, bounds)
    assert time.monotonic() - start < (5 if bounds.whole == 5 else 2)


def test_redirects_share_one_deadline() -> None:
    """Each hop within its time does not add up to for ever."""

    def slowly() -> Iterator[bytes]:
        time.sleep(0.1)
        yield moved("/")

    assert "takes over" in got(slowly, Bounds(wait=0.2, whole=0.35, redirects=50))


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
BROKEN = {
    "nothing": b"",
    "noise": b"\x00\xff\x1b[31m\r\n\r\n",
    "another protocol": b"SSH-2.0-x\r\n",
    "a status that is none": b"HTTP/1.1 two hundred\r\n\r\n",
    "a huge status line": b"HTTP/1.1 200 " + b"x" * 70_000 + b"\r\n\r\n",
    "a chunk size that is none": CHUNKED + b"zz\r\nx",
    "a negative chunk": CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n",
    "a chunk cut short": CHUNKED + b"ff\r\nhello",
    "a chunk larger than memory": CHUNKED + b"f" * 15 + b"\r\nhello",
    "a body cut short": page("Hello.", Content_Length="99"),
    "100,000 headers": OK + b"X: 1\r\n" * 100_000 + b"\r\nhello",
    "packed, and not": page("Hello.", Content_Encoding="gzip"),
    "packed, and cut": page(gzip.compress(LONG.encode())[:-9], Content_Encoding="gzip"),
    "packed, and the next member cut": page(gzip.compress(b"a") + gzip.compress(b"b")[:-3], Content_Encoding="gzip"),
    "packed, with a wrong sum": page(gzip.compress(b"hello")[:-8] + b"\0" * 8, Content_Encoding="gzip"),
    "packed in 1,000 pieces": page(gzip.compress(b"") * 1000, Content_Encoding="gzip"),
    "packed in another way": page(zlib.compress(b"x"), Content_Encoding="deflate"),
    "packed twice": page(gzip.compress(gzip.compress(b"x")), Content_Encoding="gzip, gzip"),
    "brotli, not asked for": page(b"\x0b\x02\x80x\x03", Content_Encoding="br"),
    "a packing with escapes": page(b"x", Content_Encoding="\x1b[2J" * 99),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_answer_is_one_line_that_can_be_shown(case: str) -> None:
    """Nothing is raised, nothing half is taken for whole, and nothing a server sends acts on a terminal."""
    said = got(BROKEN[case])
    assert said.startswith("could not be fetched") or said.startswith("is over")
    assert said.isprintable() and len(said) < 300


def test_bytes_are_counted_packed_and_unpacked() -> None:
    """A declared length, a real one, a bomb, and a bomb in two halves."""
    half = gzip.compress(b"x" * (QUICK.size // 2 + 1))
    for answer in (
        OK + b"Content-Length: 999999999999\r\n\r\nx",
        page("x" * (QUICK.size + 1)),
        page(gzip.compress(b"x" * 9_000_000), Content_Encoding="gzip"),
        page(half + half, Content_Encoding="gzip"),
    ):
        assert got(answer).startswith("is over 0 MB; save it")


def test_all_members_of_a_packed_page_are_read_and_what_follows_is_not() -> None:
    """Concatenated members are one body (RFC 1952, 2.2); padding is none of it."""
    packed = gzip.compress(b"Hello, ") + gzip.compress(b"Marlow.") + b"\0\0\0"
    assert got(page(packed, Content_Encoding="gzip")) == "Hello, Marlow."


def test_a_reason_and_a_type_are_shown_without_what_acts_on_a_terminal() -> None:
    """Both are the server's words."""
    said = got(page("", status="404 \x1b]0;title\x07 Not \x9b31m" + "x" * 999))
    assert said.startswith("HTTP 404") and said.isprintable() and len(said) < 300
    with Wild({"/": page(LONG, kind="text/\x1b[31mplain; charset=\x1b[0m")}) as server:
        found = fetch(server.url("/"), True, QUICK)
    assert isinstance(found, Page) and (found.kind, found.charset) == ("", "")


def test_nothing_personal_is_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No cookie, password, proxy or referrer, of the environment, of an address before, or of an answer."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login jane password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://jane:secret@127.0.0.1:9")
    cookie = moved("/b").replace(b"\r\n\r\n", b"\r\nSet-Cookie: id=7; Path=/\r\n\r\n")
    with Wild({"/a?x=1": cookie, "/b": page("Hello.")}) as server:
        assert isinstance(fetch(server.url("/a?x=1#part"), True), Page)
        sent = {line.split(":")[0] for request in server.requests for line in request.split("\r\n")[1:] if line}
        assert server.paths == ["/a?x=1", "/b"]
    assert sent == {"Host", "User-Agent", "Accept-Encoding", "Connection"}


def test_a_line_break_in_an_address_adds_no_header() -> None:
    """Nor one in a redirect, spelled out or not."""
    with Wild() as server:
        for tail in ("/a\r\nX-Evil: 1", "/a%0d%0aX-Evil: 1", "/a\nX-Evil:1", "/ü X"):
            fetch(server.url(tail), True, QUICK)
        for host in ("127.0.0.1\r\nX-Evil: 1", "127.0.0.1\x00.example", "127.0.0.1\\@a.example"):
            fetch(f"http://{host}:{server.port}/", True, QUICK, lambda *_: ["127.0.0.1"])
        assert server.requests and not [one for one in server.requests if "\nX-Evil" in one]


def test_a_certificate_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's, another host's, and none at all are refused, with --allow-private too; a trusted one is read."""
    context, public = certificate(tmp_path, "127.0.0.1")
    other, theirs = certificate(tmp_path, "other.example")
    both = tmp_path / "trusted.pem"
    both.write_bytes(public.read_bytes() + theirs.read_bytes())
    with Wild({"/": page("Hello.")}, context) as server, Wild({"/": page("x")}, other) as wrong, Wild() as plain:
        assert "its certificate is not accepted" in str(fetch(server.url("/"), True, QUICK))
        monkeypatch.setenv("SSL_CERT_FILE", str(both))
        found = fetch(server.url("/"), True)
        assert isinstance(found, Page) and found.data == b"Hello."
        assert "its certificate is not accepted" in str(fetch(wrong.url("/"), True))
        assert "no answer" in str(fetch(plain.url("/").replace("http:", "https:"), True, QUICK))
        assert wrong.requests == plain.requests == [] and len(server.requests) == 1


def test_a_handshake_that_never_ends_is_left() -> None:
    """A server that takes the connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        start = time.monotonic()
        said = fetch(f"https://127.0.0.1:{silent.getsockname()[1]}/", True, replace(QUICK, whole=1.5))
    assert "no answer" in str(said) and time.monotonic() - start < 2
