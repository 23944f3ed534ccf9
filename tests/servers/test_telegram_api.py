"""The Bot API server that the tests use is as strict as Telegram's."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.servers.telegram_api import TOKEN, TelegramServer
from tests.servers.telegram_entities import Unparsable, parse_html
from tests.servers.telegram_methods import Dropped, Refusal


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    """A running server."""
    with TelegramServer() as server:
        yield server


def call(telegram: TelegramServer, method: str, **parameters: Any) -> dict[str, Any]:
    """The envelope that a method answers with; nested values go as JSON strings."""
    form = {key: value if isinstance(value, str) else json.dumps(value) for key, value in parameters.items()}
    answer = httpx.post(f"{telegram.base_url}{TOKEN}/{method}", data=form, timeout=20)
    envelope: dict[str, Any] = answer.json()
    assert answer.status_code == (200 if envelope["ok"] else envelope["error_code"])
    return envelope


def test_a_method_is_called_in_every_way_that_telegram_knows(telegram: TelegramServer) -> None:
    """A query, a form, multipart and JSON carry the same parameters, and the method's name is spelled in any case."""
    chat = telegram.private_chat()
    address = f"{telegram.base_url}{TOKEN}"
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    parameters = {"chat_id": str(chat), "text": "é <b>", "reply_markup": json.dumps(markup)}

    httpx.get(f"{address}/sendMessage", params=parameters)
    httpx.post(f"{address}/SENDMESSAGE", data=parameters)
    httpx.post(f"{address}/sendmessage", files={key: (None, value) for key, value in parameters.items()})
    httpx.post(f"{address}/sendMessage", json={"chat_id": chat, "text": "é <b>", "reply_markup": markup})

    assert [(message["text"], message["reply_markup"]) for message in telegram.replies(chat)] == [("é <b>", markup)] * 4


def test_a_wrong_token_and_an_unknown_method_are_refused(telegram: TelegramServer) -> None:
    """The first with 401, the second with 404."""
    assert httpx.get(f"{telegram.base_url}1:wrong/getMe").status_code == 401
    assert call(telegram, "getTea")["error_code"] == 404


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"chat_id": 99}, "chat not found"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<p>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "p" at byte offset 0'),
        ({"entities": [{"type": "bold", "offset": 1, "length": 9}]}, "can't parse entities"),
        ({"text": "😀", "entities": [{"type": "bold", "offset": 1, "length": 1}]}, "can't parse entities"),
        ({"reply_parameters": {"message_id": 77}}, "message to be replied not found"),
        ({"reply_parameters": "{"}, "can't parse reply_parameters"),
        ({"link_preview_options": {"disabled": True}}, "can't parse link preview options"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": "x" * 65}]]}}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "", "callback_data": "x"}]]}}, "must be non-empty"),
        ({"message_thread_id": 3}, "message thread not found"),
    ],
)
def test_a_message_that_telegram_would_refuse_is_refused(
    telegram: TelegramServer, parameters: dict[str, Any], refusal: str
) -> None:
    """With its code and words, and nothing is sent."""
    chat = telegram.private_chat()

    envelope = call(telegram, "sendMessage", **({"chat_id": chat, "text": "text"} | parameters))

    assert envelope["error_code"] == 400
    assert refusal in envelope["description"]
    assert not telegram.sent


def test_what_just_fits_is_taken(telegram: TelegramServer) -> None:
    """4,096 units after parsing, 64 bytes of callback data, a reply to what is gone where that is allowed."""
    chat = telegram.private_chat()
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "x" * 64}]]}
    gone = {"message_id": 77, "allow_sending_without_reply": True}

    envelope = call(
        telegram,
        "sendMessage",
        chat_id=chat,
        text="<b>" + "&amp;" * 4096 + "</b>",
        parse_mode="html",
        reply_markup=markup,
        reply_parameters=gone,
    )

    assert envelope["result"]["text"] == "&" * 4096
    assert envelope["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("a &lt;&amp;&gt;&quot; &#65;&#x42; &copy; &", 'a <&>" AB &copy; &', []),
        ("😀<b>x<i>😀</i></b>", "😀x😀", [("italic", 3, 2), ("bold", 2, 3)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("<blockquote>q<blockquote>r</blockquote></blockquote>", "qr", [("blockquote", 0, 2)]),
        ("<code>a<b>c</b></code>", "ac", [("code", 0, 2)]),
        ('<a href="https://example.org/?a=1&amp;b=2">l</a>', "l", [("text_link", 0, 1)]),
        ("<a href='nowhere'>l</a>", "l", []),
        ('<SPAN class="tg-spoiler">s</SPAN>', "s", [("spoiler", 0, 1)]),
        ("<b></b>x", "x", []),
    ],
)
def test_html_is_parsed_as_telegram_does(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    """Tags become entities with offsets and lengths in UTF-16 units."""
    parsed, found = parse_html(html)

    assert parsed == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


@pytest.mark.parametrize(
    ("html", "refusal"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler"'),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
    ],
)
def test_broken_html_is_refused(html: str, refusal: str) -> None:
    """With Telegram's words and the place in bytes."""
    with pytest.raises(Unparsable) as refused:
        parse_html(html)

    assert refusal in str(refused.value)


def test_updates_are_kept_until_a_later_one_is_asked_for(telegram: TelegramServer) -> None:
    """The offset confirms, the limit holds, and a person's command is marked in UTF-16 units."""
    chat = telegram.private_chat()
    for text in ("/ask@madoguchi_bot one", "😀 /ask two", "three"):
        telegram.say(chat, text)

    first = call(telegram, "getUpdates", limit=2)["result"]
    rest = call(telegram, "getUpdates", offset=first[-1]["update_id"] + 1)["result"]

    assert [update["message"]["entities"] for update in first] == [
        [{"type": "bot_command", "offset": 0, "length": 18}],
        [{"type": "bot_command", "offset": 3, "length": 4}],
    ]
    assert [update["message"]["text"] for update in rest] == ["three"]
    assert telegram.pending() == 1


def test_a_long_poll_ends_with_the_first_update(telegram: TelegramServer) -> None:
    """A request that waits is answered as soon as somebody writes."""
    chat = telegram.private_chat()
    with ThreadPoolExecutor() as pool:
        polled = pool.submit(call, telegram, "getUpdates", timeout=15)
        telegram.wait_for_calls("getUpdates")
        telegram.say(chat, "one")

        assert len(polled.result()["result"]) == 1


def test_a_second_poller_ends_the_first(telegram: TelegramServer) -> None:
    """Two programs with one token are told of each other by 409."""
    with ThreadPoolExecutor() as pool:
        first = pool.submit(call, telegram, "getUpdates", timeout=15)
        telegram.wait_for_calls("getUpdates")
        call(telegram, "getUpdates", timeout=0)

        assert first.result()["error_code"] == 409


def test_updates_that_are_not_wanted_are_not_kept(telegram: TelegramServer) -> None:
    """`allowed_updates` holds for what comes after it."""
    chat = telegram.private_chat()
    call(telegram, "getUpdates", allowed_updates=["message"])
    message = telegram.say(chat, "one")

    telegram.edit(chat, message, "two")

    assert telegram.pending() == 1


def test_group_privacy_keeps_talk_from_the_bot(telegram: TelegramServer) -> None:
    """The bot is handed commands for it and replies to it, and nothing else."""
    group = telegram.group()
    own = call(telegram, "sendMessage", chat_id=group, text="Hello")["result"]["message_id"]

    for text in ("talk", "@madoguchi_bot talk", "/ask@weather_bot", "talk of /ask"):
        telegram.say(group, text)
    unheard = telegram.pending()
    telegram.say(group, "/ask one")
    telegram.say(group, "/ask@Madoguchi_Bot two")
    telegram.say(group, "three", reply_to=own)

    assert (unheard, telegram.pending()) == (0, 3)


def test_faults_are_taken_in_order(telegram: TelegramServer) -> None:
    """A flood limit, then a dropped connection, then the method works again."""
    telegram.fail_next("getMe", Refusal(429, "Too Many Requests: retry after 3", {"retry_after": 3}))
    telegram.fail_next("getMe", Dropped())

    flooded = call(telegram, "getMe")
    with pytest.raises(httpx.RemoteProtocolError):
        call(telegram, "getMe")

    assert (flooded["error_code"], flooded["parameters"]) == (429, {"retry_after": 3})
    assert call(telegram, "getMe")["ok"]
