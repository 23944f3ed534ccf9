"""Whatever comes in is kept and met with something, and whatever a document says Telegram takes."""

import json
from typing import Any

import vobject
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update, User

from bot.channels.telegram_buttons import tapped
from bot.channels.telegram_commands import Desk
from bot.channels.telegram_incoming import place_of, to_incoming, without_persons
from bot.channels.telegram_polling import arrival
from bot.channels.telegram_text import TEXT_UNITS, from_outgoing, from_runners_up, from_section
from bot.model import RunnerUp
from bot.storage.turns import Remembered
from corpus.anchors import quote
from corpus.model import Block, Document, Section, Span
from tests.channels.fakes import Scripted, answer, contact
from tests.servers.telegram_entities import parse_html, trimmed, units
from tests.servers.telegram_messages import CAPTION_UNITS

ME = User(id=123456789, is_bot=True, first_name="Madoguchi", username="madoguchi_bot")
LETTERS = st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"'\n\u202e\u0301\u200d🏳️‍🌈👩‍🔬ﷺ漢ä")
"""Every plane of Unicode, and often what upsets formatting: markup, combining marks, turned and joined writing."""
TEXTS = st.text(LETTERS, min_size=1, max_size=60).filter(lambda text: text.strip() != "")
NAMES = st.sampled_from(
    ["message", "edited_message", "callback_query", "chat", "id", "from", "text", "date", "entities"]
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8) | NAMES, inner, max_size=5),
    max_leaves=20,
)
MESSAGES = st.fixed_dictionaries(
    {"message_id": ANY, "chat": st.fixed_dictionaries({"id": ANY, "type": ANY}) | ANY, "date": ANY},
    optional={"text": ANY, "from": ANY, "is_topic_message": ANY, "message_thread_id": ANY, "entities": ANY},
)


@given(st.dictionaries(NAMES, MESSAGES | ANY, max_size=4), st.integers(0, 2**40))
def test_an_update_of_any_shape_is_kept(body: dict[str, Any], number: int) -> None:
    """Its number, a conversation (or none) and its JSON; masking neither fails nor adds a key."""
    kept = arrival({**body, "update_id": number})

    assert kept.id == number
    assert place_of(body)[0] == kept.conversation
    assert set(json.loads(kept.raw)) == {*body, "update_id"}
    assert without_persons(without_persons(body)) == without_persons(body)


@given(TEXTS)
def test_any_text_is_met_with_what_telegram_takes(text: str) -> None:
    """A person may type anything; the reply is one that a strict server parses."""
    person = {"id": 7001, "is_bot": False, "first_name": "Asker"}
    message = {"message_id": 5, "date": 1, "chat": {"id": 7001, "type": "private"}, "from": person, "text": text}
    incoming = to_incoming(Update.de_json({"update_id": 1, "message": message}), ME)
    assert incoming is not None

    reply = Desk(Scripted(lambda question: answer(question, message=question))).reply(incoming, Remembered(), 7)

    assert reply.messages
    for page in reply.messages:
        assert_taken(page.html)
        assert all(len(data.encode()) <= 64 for _, data in page.actions)


@given(st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from([1, 40, 70]))
def test_any_document_is_shown_whole_in_messages_that_fit(texts: list[str], times: int) -> None:
    """Quotations, what else may answer, and sections of any length and writing; nothing of a quotation is dropped."""
    long = [text * times for text in texts]
    said = answer(*long)
    other = said.model_copy(update={"runners_up": (RunnerUp(confidence=0.5, quotes=said.quotes),)})
    section = Section(blocks=(Block(start=0, end=len(long[0])),))
    document = Document(id="d.md", title="D", text=long[0], sections=(section,))
    piece = quote(document, 0, Span(start=0, end=len(long[0])))

    for pages in (from_outgoing(said), from_runners_up(other), from_section(document, [piece])):
        shown = "".join(assert_taken(page.html) for page in pages)
        assert "".join(long[0].split()) in "".join(shown.split())


@given(st.lists(TEXTS, min_size=1, max_size=8), st.sampled_from([1, 40]))
def test_contacts_of_any_writing_can_be_saved(names: list[str], times: int) -> None:
    """The file's caption fits, and an address book reads as many cards as there are contacts, each with its name."""
    contacts = tuple(contact(name * times) for name in names)
    said = answer("Text.", contacts=contacts)

    (message,) = tapped(Scripted(lambda question: said), "card", 1, said.corpus_version, ("Who?",)).messages

    assert units(assert_taken(message.html)) <= CAPTION_UNITS
    assert message.file is not None
    read = list(vobject.readComponents(message.file.text))
    assert ["".join(card.fn.value.split()) for card in read] == ["".join((name * times).split()) for name in names]


def assert_taken(html: str) -> str:
    """The text that a strict server reads out of a message, which fits."""
    text, entities = parse_html(html)
    text, _ = trimmed(text, entities)
    assert text
    assert units(text) <= TEXT_UNITS
    return text
