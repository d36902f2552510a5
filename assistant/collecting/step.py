"""What is done with a portion, wherever that is: its bytes are all it needs, and all that it gives are bytes."""

from assistant.code import code
from assistant.collecting.portions import Portion, maker
from assistant.collection.parts import Faults, Head, encoded
from assistant.digest import make_digest
from assistant.engines.builtin import Builtin
from assistant.errors import UserError
from assistant.ingest.pieces import read_piece


def digested(portion: Portion) -> bytes:
    """The part of a collection that a portion makes: the same bytes in any process and on any machine.

    Raises UserError where other code is installed than where the portion was cut.
    """
    if portion.maker != maker():
        raise UserError("a worker has another version of this program; install the same on every machine")
    engine = Builtin()
    found = [(piece.path, *read_piece(piece)) for piece in portion.pieces]
    articles = [article for _, reading, _ in found for article in reading.articles]
    faults = (Faults(path, reading.problems, more) for path, reading, more in found)
    head = Head(
        key=portion.key,
        code=code(),
        engine=engine.name,
        files=portion.files,
        articles=len(articles),
        cautious=sum(bool(article.cautions) for article in articles),
        faults=tuple(each for each in faults if each.problems),
    )
    return encoded(((article, make_digest(article, engine.digest(article))) for article in articles), head)
