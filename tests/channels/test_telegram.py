"""What the translators of the Telegram channel do, without a network."""

from html import unescape
from typing import Any

import pytest
from telegram import Update, User

from bot.channels import Incoming
from bot.channels.telegram_incoming import chat_and_thread, conversation_of, to_incoming, without_persons
from bot.channels.telegram_text import CARDS, DOCUMENTS, cut, from_contacts, from_documents, from_outgoing
from corpus.model import Document
from tests.channels.fakes import answer, contact
from tests.servers.telegram_entities import found_entities, parse_html, span, units

ME = User(id=123456789, is_bot=True, first_name="Madoguchi", username="madoguchi_bot")
PERSON = {"id": 7001, "is_bot": False, "first_name": "Asker"}
PRIVATE = {"id": 7001, "type": "private"}
GROUP = {"id": -1009001, "type": "supergroup", "title": "Example Office"}


def said(text: str | None, chat: dict[str, Any] = PRIVATE, **fields: Any) -> Incoming | None:
    """What the channel makes of a message."""
    message: dict[str, Any] = {"message_id": 5, "date": 1, "chat": chat, "from": PERSON}
    if text is not None:
        message |= {"text": text, "entities": found_entities(text)}
    return to_incoming(Update.de_json({"update_id": 1, "message": message | fields}), ME)


@pytest.mark.parametrize(
    ("text", "chat", "command", "words"),
    [
        ("Who is responsible?", PRIVATE, None, "Who is responsible?"),
        ("/ask Who is responsible?", PRIVATE, "ask", "Who is responsible?"),
        ("/ask@madoguchi_bot  Who?", GROUP, "ask", "Who?"),
        ("/ask@MADOGUCHI_BOT Who?", GROUP, "ask", "Who?"),
        ("/ask Who?", GROUP, "ask", "Who?"),
        ("/ASK Who?", PRIVATE, "ask", "Who?"),
        ("/start payload", PRIVATE, "start", "payload"),
        ("/weather", PRIVATE, "weather", ""),
        ("😀 /ask is a command", PRIVATE, None, "😀 /ask is a command"),
    ],
)
def test_a_text_that_is_meant_for_the_bot_is_taken(
    text: str, chat: dict[str, Any], command: str | None, words: str
) -> None:
    """Private messages, and commands for the bot in a group, come in without what addressed the bot."""
    incoming = said(text, chat)

    assert incoming == Incoming(
        conversation=str(chat["id"]), person="7001", text=words, command=command, reply_to="5", at=1.0
    )


def test_what_stands_below_a_picture_is_asked() -> None:
    """In a private chat a caption is a question; in a group nobody is spoken to by it."""
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]

    private, group = (said(None, chat, photo=photo, caption=" Who pays? ") for chat in (PRIVATE, GROUP))

    assert private is not None
    assert private.text == "Who pays?"
    assert group is None


@pytest.mark.parametrize(
    ("text", "chat", "fields"),
    [
        ("Lunch at noon?", GROUP, {}),
        ("@weather_bot what is this", GROUP, {}),
        ("/weather", GROUP, {}),
        ("/ask@weather_bot rain?", GROUP, {}),
        ("/ask@weather_bot rain?", PRIVATE, {}),
        ("Who?", PRIVATE, {"from": {"id": 8, "is_bot": True, "first_name": "Other"}}),
        ("Who?", GROUP, {"sender_chat": {"id": -1009009, "type": "channel", "title": "News"}}),
    ],
)
def test_the_bot_keeps_silent_on_what_is_not_meant_for_it(
    text: str, chat: dict[str, Any], fields: dict[str, Any]
) -> None:
    """Talk in groups, commands to others, and messages of bots and channels are no question."""
    incoming = said(text, chat, **fields)

    assert incoming is None


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post"])
def test_channel_posts_are_not_answered(kind: str) -> None:
    """Only a message of a person is a question."""
    message = {"message_id": 5, "date": 1, "chat": PRIVATE, "from": PERSON, "text": "Who?"}

    assert to_incoming(Update.de_json({"update_id": 1, kind: message}), ME) is None


def test_an_edited_message_is_a_question_put_otherwise() -> None:
    """It says which message it was, and that it is not a new one."""
    message = {"message_id": 5, "date": 1, "edit_date": 2, "chat": PRIVATE, "from": PERSON, "text": "Who?"}

    incoming = to_incoming(Update.de_json({"update_id": 1, "edited_message": message}), ME)

    assert incoming is not None
    assert (incoming.text, incoming.edited, incoming.reply_to) == ("Who?", True, "5")


def test_a_group_that_names_the_bot_asks_it() -> None:
    """Without group privacy a mention is enough, and is no part of the question; another's mention is talk."""
    text = f"@{ME.username} who?"
    mention = {"type": "mention", "offset": 0, "length": len(text) - 5}

    asked = said(text, GROUP, entities=[mention])
    talk = said("@somebody who?", GROUP, entities=[{"type": "mention", "offset": 0, "length": 9}])

    assert asked is not None
    assert asked.text == "who?"
    assert talk is None


def test_what_somebody_else_said_comes_along() -> None:
    """A command that replies to another person's message brings its words, or what is quoted of them."""
    original = {"message_id": 4, "date": 1, "chat": GROUP, "from": {**PERSON, "id": 9}, "text": "Who pays for taxis?"}

    whole = said("/ask", GROUP, reply_to_message=original)
    part = said("/ask", GROUP, reply_to_message=original, quote={"text": "taxis", "position": 13})

    assert whole is not None
    assert part is not None
    assert (whole.about, part.about) == ("Who pays for taxis?", "taxis")


def test_what_people_write_is_kept_without_what_tells_who_they_are() -> None:
    """Texts and captions are masked wherever they stand in an update; everything else stays as it came."""
    message = {
        "message_id": 5,
        "text": "I am a@example.org",
        "reply_to_message": {"caption": "0800 123 456"},
        "date": 1,
    }

    kept = without_persons({"update_id": 1234567, "message": message})

    assert kept["update_id"] == 1234567
    assert kept["message"] == message | {
        "text": "I am •••••••••••••",
        "reply_to_message": {"caption": "••••••••••••"},
    }


def test_a_reply_to_the_bot_in_a_group_is_a_question() -> None:
    """Whoever replies to a message of the bot asks the bot."""
    original = {"message_id": 4, "date": 1, "chat": GROUP, "from": ME.to_dict(), "text": "…"}

    incoming = said("And the fax?", GROUP, reply_to_message=original, message_thread_id=2)

    assert incoming is not None
    assert incoming.text == "And the fax?"
    assert incoming.conversation == str(GROUP["id"]), "a thread of replies is no topic"


def test_an_administrator_who_speaks_as_the_group_is_answered() -> None:
    """Telegram shows an anonymous administrator as a bot in the group's name."""
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}

    assert said("/ask Who?", GROUP, **{"from": anonymous, "sender_chat": GROUP}) is not None


def test_a_message_without_text_comes_in_empty_in_a_private_chat_only() -> None:
    """A photograph is no question, and not met with silence where someone waits for a reply."""
    photo = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]}

    private, group = said(None, PRIVATE, **photo), said(None, GROUP, **photo)

    assert private is not None
    assert private.text == ""
    assert group is None


def test_a_service_message_is_not_answered() -> None:
    """What Telegram itself puts into a chat is no message of a person."""
    assert said(None, PRIVATE, delete_chat_photo=True) is None


@pytest.mark.parametrize(("chat", "thread"), [(7001, None), (-1009001, 12)])
def test_a_conversation_names_its_chat_and_topic(chat: int, thread: int | None) -> None:
    """The key of a conversation gives back what it was made of."""
    assert chat_and_thread(conversation_of(chat, thread)) == (chat, thread)


def test_each_topic_is_a_conversation_of_its_own() -> None:
    """In a group with topics the topic's id is part of the key."""
    incoming = said("/ask Who?", GROUP | {"is_forum": True}, message_thread_id=12, is_topic_message=True)

    assert incoming is not None
    assert incoming.conversation == "-1009001:12"


def test_an_answer_shows_quote_source_contact_and_certainty() -> None:
    """Quotation, where it stands, as of when, whom to contact and how sure it is, in this order."""
    said = answer("It entered into force in March 2011.", contacts=(contact(),), url="https://example.org/a?b=1&c=2")

    (message,) = from_outgoing(said)

    text, entities = parse_html(message.html)
    shown = {entity["type"]: span(text, entity["offset"], entity["length"]) for entity in entities}
    assert text.splitlines() == [
        "It entered into force in March 2011.",
        "Source: Science & technology <brief> › Agreements › In force, as of 2011-03",
        "",
        "Contact:",
        "Desk officer",
        "Policy officer",
        "Example Office",
        "Unit for <Asia> & Pacific",
        "Telephone: +00 (0) 1234 56 78",
        "Fax: +00 1234 9",
        "E-mail: desk@example.org",
        "Address: Example Street 1",
        "1000 Example",
        "Source: Science & technology <brief>, as of 2011-03",
        "",
        "Very sure (93%)",
    ]
    assert shown["blockquote"] == "It entered into force in March 2011."
    assert shown["text_link"] == "Science & technology <brief> › Agreements › In force"
    assert shown["bold"] == "Desk officer"
    assert (
        next(entity["url"] for entity in entities if entity["type"] == "text_link") == "https://example.org/a?b=1&c=2"
    )


HOSTILE = '</blockquote><b>&lt;&amp;&#60; <a href="x">\'"</i> 😀 _*[`\ud800 <script>'


def test_no_text_breaks_the_formatting() -> None:
    """Markup in a document or a question is shown as it is printed."""
    hostile = contact(name=HOSTILE, address=HOSTILE)

    messages = from_outgoing(answer(message=HOSTILE, status="clarify", suggestions=(HOSTILE,), contacts=(hostile,)))

    text, entities = parse_html(messages[0].html)
    assert text.count(HOSTILE.replace("\ud800", "?")) == 4
    assert {entity["type"] for entity in entities} == {"bold"}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "notes/a.md", "http://[", "https://example.org/\n", "https://localhost"]
)
def test_an_address_that_cannot_be_followed_is_not_linked(url: str) -> None:
    """The source line stands without a link then."""
    (message,) = from_outgoing(answer("Text.", url=url))

    assert "<a" not in message.html


LONG = [
    pytest.param(["word " * 1500], id="words"),
    pytest.param(["A sentence of the policy. " * 200] * 3, id="sentences"),
    pytest.param(["😀" * 5000], id="pairs"),
    pytest.param(["x" * 9000], id="no-boundary"),
    pytest.param(["&<>" * 2500], id="escaped"),
    pytest.param(["line\n" * 1000, "short"], id="lines"),
    pytest.param(["short quotation"] * 130, id="many"),
]


@pytest.mark.parametrize("texts", LONG)
def test_a_long_answer_is_split_and_nothing_is_dropped(texts: list[str]) -> None:
    """Every message keeps the limits of 4,096 UTF-16 units and 100 entities; joined they hold every quotation."""
    messages = from_outgoing(answer(*texts, contacts=(contact(),)))

    parsed = [parse_html(message.html) for message in messages]
    quoted = "".join(
        span(text, entity["offset"], entity["length"])
        for text, entities in parsed
        for entity in entities
        if entity["type"] in ("blockquote", "expandable_blockquote")
    )
    assert all(units(text) <= 4096 and len(entities) <= 100 for text, entities in parsed)
    assert quoted == "".join(texts)
    assert parsed[-1][0].endswith("Very sure (93%)")


def test_quotations_that_fit_are_not_cut() -> None:
    """A split falls between quotations where it can."""
    texts = ["a" * 2000, "b" * 2000, "c" * 2000]

    messages = from_outgoing(answer(*texts))

    assert len(messages) == 3
    assert all(any(text in message.html for message in messages) for text in texts)


def test_a_long_quotation_is_folded() -> None:
    """One that fills the screen can be unfolded."""
    short, long = from_outgoing(answer("Short.")), from_outgoing(answer("Long. " * 100))

    assert "<blockquote>" in short[0].html
    assert "<blockquote expandable>" in long[0].html


def test_choices_are_numbered_lines_and_buttons() -> None:
    """What can be picked is readable in the text, and can be tapped on the last message."""
    (message,) = from_outgoing(
        answer(status="clarify", message="Whom do you mean?", suggestions=("First one", "x" * 200))
    )

    assert message.choices == ("First one",), "too long for a button"
    assert unescape(message.html) == "Whom do you mean?\n\n1. First one\n2. " + "x" * 200


def test_cutting_gives_back_the_text() -> None:
    """Pieces keep the limit and joined are the text, wherever it is cut."""
    text = "One sentence. Another 😀 one\nwith a line " * 20

    for limit in range(2, 60):
        pieces = list(cut(text, limit))
        assert "".join(pieces) == text
        assert all(0 < units(piece) <= limit for piece in pieces)


def test_documents_are_listed_with_their_date_and_link() -> None:
    """/sources names each document, counts ready passages, and says how many more there are."""
    documents = [
        *(
            Document(id=f"{n}.md", title=f"Brief <{n}>", text="x", as_of="2011/2014", url="https://example.org/")
            for n in range(52)
        ),
        Document(id="p", title="p", text="x", ready=True),
    ]

    text = "\n".join(parse_html(message.html)[0] for message in from_documents(documents))

    assert text.splitlines()[2] == "• Brief <0>, as of 2011–2014"
    assert text.endswith(f"… and {52 - DOCUMENTS} further documents.\n• one ready passage")


def test_contacts_are_listed_as_cards() -> None:
    """/contacts shows the records and says how many more there are."""
    document = Document(id="a.md", title="A", text="x", contacts=tuple(contact() for _ in range(CARDS + 3)))

    text = "\n".join(parse_html(message.html)[0] for message in from_contacts([document]))

    assert text.count("desk@example.org") == CARDS
    assert text.endswith("… and 3 further contacts. Ask for the one you need.")
