"""Places of articles that become links."""

import pytest

from assistant.render.address import web_address


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("https://north.example/1?a=b&c=%20#d", "https://north.example/1?a=b&c=%20#d"),
        ("HTTP://North.example:8080/Q", "http://north.example:8080/Q"),
        ('https://a.example/b c"><d>', "https://a.example/b%20c%22%3E%3Cd%3E"),
        ("https://a.example/%zz?e=[1]#f#g", "https://a.example/%25zz?e=%5B1%5D#f%23g"),
        ("https://brücke.example/straße", "https://xn--brcke-lva.example/stra%C3%9Fe"),
        *((place, "") for place in ("", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "north.txt")),
        *((place, "") for place in ("https://bank.example@evil.example/", "http://[::1", "http://a.example:99999/")),
        *((place, "") for place in ("https://", "https://.", "https://a b.example/", "mailto:a@b.example")),
        ("https://a.example/" + "x" * 2100, ""),
    ],
)
def test_an_address_is_one_that_a_link_may_have(place: str, address: str) -> None:
    """Nothing but web addresses, in a form that no reader's program takes for damage."""
    assert web_address(place) == address
