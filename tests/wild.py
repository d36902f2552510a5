"""A server on loopback that sends whatever bytes it is told to, and counts what it is asked.

    with Wild({"/": page("Hello."), "/slow": drip(b"HTTP/1.1 200 OK", 0.02)}) as server:
        fetch(server.url("/"), allow_private=True)
    assert server.paths == ["/"]

An answer is bytes, sent as they are before the connection ends, or an iterable of pieces, sent until the other
side hangs up.
"""

import datetime
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import repeat
from pathlib import Path
from typing import Self

Answer = bytes | Callable[[], Iterable[bytes]]


def page(body: str | bytes, kind: str = "text/plain; charset=utf-8", status: str = "200 OK", **more: str) -> bytes:
    """A response with a right length; `more` are headers, with _ for -."""
    data = body.encode() if isinstance(body, str) else body
    headers = {"Content-Type": kind, "Content-Length": str(len(data))}
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + data


def moved(place: str | bytes, status: int = 302) -> bytes:
    """A redirect."""
    target = place.encode() if isinstance(place, str) else place
    return f"HTTP/1.1 {status} Moved\r\nContent-Length: 0\r\nLocation: ".encode() + target + b"\r\n\r\n"


def endless(start: bytes, piece: bytes) -> Callable[[], Iterator[bytes]]:
    """A start, and one piece after the other for ever."""

    def sent() -> Iterator[bytes]:
        yield start
        yield from repeat(piece)

    return sent


def drip(start: bytes, seconds: float, piece: bytes = b"x") -> Callable[[], Iterator[bytes]]:
    """A start, and then a piece every so many seconds for ever."""

    def sent() -> Iterator[bytes]:
        yield start
        while True:
            time.sleep(seconds)
            yield piece

    return sent


class Wild:
    """The server; a context manager. `requests` holds each request as it came, `paths` what it asked for."""

    def __init__(self, answers: Mapping[str, Answer] | None = None, tls: ssl.SSLContext | None = None) -> None:
        self.answers = dict(answers or {})
        self.requests: list[str] = []
        self._tls = tls
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self._listening.getsockname()[1])
        self._over = False
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.split(" ", 2)[1] for request in self.requests]

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        with socket.create_connection(("127.0.0.1", self.port)):
            self._thread.join()
        self._listening.close()

    def _serve(self) -> None:
        while True:
            accepted, _ = self._listening.accept()
            if self._over:
                accepted.close()
                return
            threading.Thread(target=self._answer, args=(accepted,), daemon=True).start()

    def _answer(self, plain: socket.socket) -> None:
        try:
            with plain, self._tls.wrap_socket(plain, server_side=True) if self._tls else plain as sock:
                sock.settimeout(10)
                asked = b""
                while b"\r\n\r\n" not in asked:
                    piece = sock.recv(65536)
                    if not piece:
                        return
                    asked += piece
                self.requests.append(asked.decode("latin-1"))
                answer = self.answers.get(self.paths[-1], page("none", status="404 Not Found"))
                for part in (answer,) if isinstance(answer, bytes) else answer():
                    sock.sendall(part)
        except OSError:
            return  # the other side hung up, as it should


def certificate(folder: Path, host: str) -> tuple[ssl.SSLContext, Path]:
    """A server's side of TLS for a host, signed by nobody else, and the file that would make it trusted."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    alt = x509.IPAddress(ipaddress.ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - day, now + day)
        .add_extension(x509.SubjectAlternativeName([alt]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, both = folder / f"{host}.pem", folder / f"{host}.key.pem"
    public.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    both.write_bytes(secret + public.read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context, public
