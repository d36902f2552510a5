"""From a reply to an object: prose around it, one repair, what is kept of the rest."""

import json

import pytest
from pydantic import BaseModel, Field

from assistant.engines.llm.shapes import AnswerShape, DigestShape, GradeShape, JudgeShape, MendShape
from assistant.errors import CutShort, ModelError, Refused, Unreachable
from assistant.llm.ask import Asked, _schema, ask
from assistant.llm.call import Call, Message, Reply
from assistant.schema import Rejected

ARTICLE = "The article. {{ 7*7 }} {% x <<reply>> " * 5


class Item(BaseModel):
    """One of a list."""

    text: str = Field(min_length=1)
    count: int = 0


class Shape(BaseModel):
    """A list and a word."""

    items: list[Item]
    why: str = ""


CALL = Call("e", "m", "digest", (Message("system", "s"), Message("user", ARTICLE)))
GOOD = '{"items": [{"text": "a", "count": 1}]}'
BAD_ITEM = '{"items": [{"text": "a", "count": 1}, {"text": ""}, {"count": 2}]}'


class Script:
    """A transport that gives these replies in turn and keeps the calls."""

    def __init__(self, *replies: str | Reply | Exception) -> None:
        self.calls: list[Call] = []
        self._replies = iter(replies)

    def __call__(self, call: Call) -> Reply:
        """The next reply of the script."""
        self.calls.append(call)
        reply = next(self._replies)
        if isinstance(reply, Exception):
            raise reply
        return reply if isinstance(reply, Reply) else Reply(reply)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Sure! Here is what I found: {GOOD} I hope it helps.",
        f"Given {{braces}} and [lists], I say:\n{GOOD}",
        f"<think>{{}} maybe</think>\n{GOOD}",
        '{"items": [{"text": "a", "count": "1"}], "extra": null}',
    ],
)
def test_json_is_found_in_what_surrounds_it(text: str) -> None:
    """Prose, fences, thoughts and numbers written as text cost no second call."""
    script = Script(text)
    assert ask(script, CALL, Shape).value.items == [Item(text="a", count=1)]
    assert len(script.calls) == 1


def test_raw_line_breaks_in_strings_are_forgiven() -> None:
    """Small models break lines inside strings; that needs no repair."""
    assert ask(Script('{"items": [{"text": "a\nb"}]}'), CALL, Shape).value.items[0].text == "a\nb"


def test_the_schema_goes_out_and_the_messages_stay_as_they_were() -> None:
    """Instructor adds the shape's schema and touches nothing that stands in the article."""
    script = Script(GOOD)
    ask(script, CALL, Shape)
    (sent,) = script.calls
    assert sent.messages == CALL.messages
    assert '"items"' in sent.schema and sent.prompt == "digest"


def test_an_invalid_reply_is_repaired_once_without_the_article() -> None:
    """The second call carries what failed, the complaints and the shape; neither the article nor what was in order."""
    script = Script(BAD_ITEM, '{"items": [{"text": "b"}, {"text": "c", "count": 2}]}')
    asked = ask(script, CALL, Shape)
    assert asked == Asked(Shape(items=[Item(text="a", count=1), Item(text="b"), Item(text="c", count=2)]))
    assert len(script.calls) == 2
    repair = script.calls[1]
    text = "\n".join(message.content for message in repair.messages)
    assert repair.prompt == "repair" and repair.schema == script.calls[0].schema
    assert '{"items": [{"text": ""}, {"count": 2}]}' in text and "items.1.text: Field required" in text
    assert '{"items": [{"text": "string", "count": "integer"}], "why": "string"}' in text
    assert "The article." not in text


def test_a_reply_that_is_no_json_is_repaired_as_a_whole() -> None:
    """Without items to part it at, the second call carries all of the first reply."""
    script = Script('{"items": [{"text": "a"', GOOD)
    assert ask(script, CALL, Shape).value.items == [Item(text="a", count=1)]
    assert '{"items": [{"text": "a"' in script.calls[1].messages[1].content


def test_items_that_a_repair_leaves_out_are_rejected() -> None:
    """A model that mends by dropping does not drop in silence."""
    asked = ask(Script(BAD_ITEM, '{"items": []}'), CALL, Shape)
    assert asked.value.items == [Item(text="a", count=1)]
    assert [each.text for each in asked.rejected] == ['{"text": ""}', '{"count": 2}']


@pytest.mark.parametrize("second", [BAD_ITEM, "sorry", Reply("", "length"), Reply("no", "refusal"), ModelError("down")])
def test_items_in_shape_are_kept_when_the_repair_fails(second: str | Reply | Exception) -> None:
    """Whatever the second call brings, the good items live and the others say why not."""
    asked = ask(Script(BAD_ITEM, second), CALL, Shape)
    assert asked.value.items == [Item(text="a", count=1)]
    assert len(asked.rejected) == 2 and Rejected('{"count": 2}', "text: Field required") in asked.rejected


@pytest.mark.parametrize("text", ["", "no JSON at all", '{"items": [', '{"why": "x"}', "[1, 2]", '{"items": 3}'])
def test_a_reply_of_which_nothing_can_be_kept_is_an_error(text: str) -> None:
    """After one repair the failure is the model's and is told in one short line."""
    script = Script(text, text)
    with pytest.raises(ModelError, match="not in the shape") as caught:
        ask(script, CALL, Shape)
    assert len(script.calls) == 2
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(GOOD, "length"), CutShort),
        (Reply("I cannot", "refusal"), Refused),
        (Reply("", "filter"), Refused),
    ],
)
def test_how_a_reply_ended_comes_before_what_it_says(reply: Reply, kind: type[ModelError]) -> None:
    """A cut or refused reply is no bad JSON and is not repaired."""
    script = Script(reply)
    with pytest.raises(kind):
        ask(script, CALL, Shape)
    assert len(script.calls) == 1


ESCAPES = "\x1b[2Jgone \x9b31m\u202enrut\u2028\x07end"


class Strict(BaseModel, extra="forbid"):
    """An object that takes no other keys, whose names would be told."""

    items: list[Item]


def test_what_is_quoted_of_a_refusal_moves_no_cursor() -> None:
    """The words stay, in one line; what a terminal would act on is gone."""
    with pytest.raises(Refused) as caught:
        ask(Script(Reply(ESCAPES, "refusal")), CALL, Shape)
    assert str(caught.value).isprintable() and "gone" in str(caught.value) and "end" in str(caught.value)


ITEMS = [{"text": ESCAPES, "count": "x"}, {ESCAPES: 1}, ESCAPES, {"text": "\x1b", "count": "x"}]


@pytest.mark.parametrize("item", ITEMS)
def test_what_is_quoted_of_a_rejected_item_moves_no_cursor(item: object) -> None:
    """Whichever part of it is shown; something always is."""
    reply = json.dumps({"items": [{"text": "a"}, item]})
    (rejected,) = ask(Script(reply, reply), CALL, Shape).rejected
    assert rejected.text.isprintable() and rejected.reason.isprintable() and rejected.text and rejected.reason


def test_names_of_keys_that_nobody_asked_for_move_no_cursor() -> None:
    """They are told as the place of a mistake."""
    reply = json.dumps({"items": [], ESCAPES: 1})
    with pytest.raises(ModelError) as caught:
        ask(Script(reply, reply), CALL, Strict)
    assert str(caught.value).isprintable() and "gone" in str(caught.value)


@pytest.mark.parametrize("error", [Unreachable("gone"), ModelError("bad"), KeyError("a bug")])
def test_what_the_transport_raises_arrives_as_it_was(error: Exception) -> None:
    """Instructor's wrapping is undone, also for bugs, and nothing is asked again."""
    script = Script(error)
    with pytest.raises(type(error)) as caught:
        ask(script, CALL, Shape)
    assert caught.value is error and len(script.calls) == 1


def test_an_endpoint_that_goes_away_during_repair_is_not_hidden() -> None:
    """Unreachable ends the run, so it is not traded for half a reply."""
    with pytest.raises(Unreachable):
        ask(Script(BAD_ITEM, Unreachable("gone")), CALL, Shape)


def test_failures_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Instructor logs whole replies at error level; they stay out of the user's terminal and logs."""
    with pytest.raises(ModelError):
        ask(Script("x", "y"), CALL, Shape)
    assert caplog.records == []


class AtHand:
    """A transport that has one reply at hand, and counts how often it is asked all the same."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked: list[Call] = []

    def held(self, call: Call) -> Reply | None:
        """The reply."""
        return Reply(self.text)

    def __call__(self, call: Call) -> Reply:
        """A good one."""
        self.asked.append(call)
        return Reply('{"claims": [], "summary": []}')


@pytest.mark.parametrize(("text", "asked"), [('{"claims": [], "summary": []}', 0), ('{"claims": 3}', 1)])
def test_a_reply_at_hand_is_taken_if_it_is_in_the_shape(text: str, asked: int) -> None:
    """Nobody is asked for what is there and can be read."""
    transport = AtHand(text)
    assert ask(transport, CALL, DigestShape).value.claims == []
    assert len(transport.asked) == asked


@pytest.mark.parametrize("shape", [DigestShape, JudgeShape, AnswerShape, MendShape, GradeShape])
def test_the_schema_is_the_one_that_instructor_sends(shape: type[BaseModel]) -> None:
    """What was kept of a call is found again by it, whoever made it."""
    sent: list[str] = []

    def transport(call: Call) -> Reply:
        sent.append(call.schema)
        raise Refused("no")

    with pytest.raises(Refused):
        ask(transport, CALL, shape)
    assert sent == [_schema(shape)]
