"""Bytes to text: which encoding a file is in, and whether it is text at all."""

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
CONTROL_SHARE = 0.10
GARBLED_SHARE = 0.25
_WESTERN = frozenset(
    "‘’“”‚„–—…•€£¥§°©®™«»¡·½¼¾× ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸŒŠŽßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýÿœšž\xa0"
)


def decode(data: bytes, charset: str = "") -> str | None:
    """The text of a file with newlines as line ends and no byte order mark; None when it is not text.

    `charset` is what the sender declared; it is believed when the bytes agree.
    """
    text = _marked(data)
    if text is None and not _is_binary(data):
        text = _strict(data, "utf-8")
        text = _declared(data, charset) if text is None else text
        text = _guess(data) if text is None else text
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")


def _marked(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding)
    return None


def _is_binary(data: bytes) -> bool:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return b"\0" in data or controls > CONTROL_SHARE * len(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes, charset: str) -> str | None:
    return _strict(data, charset) if charset and charset.lower() not in ("utf-8", "utf8") else None


def _guess(data: bytes) -> str | None:
    western = _strict(data, "cp1252")
    if western is not None and all(letter.isascii() or letter in _WESTERN for letter in western):
        # The detector calls short Western text cp1250, which turns the year "año" into "ańo".
        return western
    return _mended(data) or _detected(data)


def _mended(data: bytes) -> str | None:
    """UTF-8 with a few bad bytes, a cut last letter for one: better a mark there than every quote garbled."""
    text = data.decode("utf-8", "replace")
    garbled = text.count("\ufffd")
    beyond_ascii = sum(1 for letter in text if not letter.isascii())
    return text if garbled <= GARBLED_SHARE * beyond_ascii else None


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best else None
