"""The Telegram channel over the real protocol, with a scripted assistant."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.channels.telegram import serve
from bot.errors import ChannelError
from bot.model import Answer
from bot.settings import Settings, TelegramOptions
from bot.storage import inbox
from tests.channels.fakes import Scripted, answer, contact
from tests.channels.serving import Running, storage_in
from tests.servers.telegram_api import TelegramServer
from tests.servers.telegram_methods import Dropped, Lost, Refusal

ROOT = Path(__file__).parents[2]


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    """A running Bot API server."""
    with TelegramServer() as server:
        yield server


@pytest.fixture
def running(telegram: TelegramServer, tmp_path: Path) -> Running:
    """Serves an assistant by polling."""
    return Running(telegram, tmp_path)


def test_a_reply_hangs_on_the_question_without_previews(telegram: TelegramServer, running: Running) -> None:
    """An answer replies to the question, and links in it unfold nothing."""
    chat = telegram.private_chat()
    with running(Scripted(lambda question: answer("March 2011", url="https://example.org/"))):
        asked = telegram.say(chat, "When?")
        reply = telegram.wait_for_reply(chat)

    assert reply["reply_to_message"]["message_id"] == asked
    assert reply["link_preview_options"] == {"is_disabled": True}
    assert reply["entities"][0]["type"] == "blockquote"


def test_a_deleted_question_is_answered_all_the_same(telegram: TelegramServer, running: Running) -> None:
    """An answer does not fail because the message it replies to is gone."""
    chat = telegram.private_chat()
    asked = telegram.say(chat, "When?")
    telegram.messages[chat].pop(asked)
    with running(Scripted(lambda question: answer("March 2011"))):
        reply = telegram.wait_for_reply(chat)

    assert "reply_to_message" not in reply


def test_a_long_answer_arrives_whole_and_in_order(telegram: TelegramServer, running: Running) -> None:
    """What does not fit into one message goes on in the next."""
    chat = telegram.private_chat()
    with running(Scripted(lambda question: answer("a" * 3000, "b" * 3000, "c" * 3000))):
        telegram.say(chat, "All of it?")
        replies = [telegram.wait_for_reply(chat) for _ in range(3)]

    assert [reply["text"][0] for reply in replies] == ["a", "b", "c"]
    assert ["reply_to_message" in reply for reply in replies] == [True, False, False]


def test_a_tapped_choice_is_asked(telegram: TelegramServer, running: Running) -> None:
    """A button asks the question on its label, and the tap is acknowledged."""
    chat = telegram.private_chat()
    choices = (
        "The fax number of the Example Office, with a label that is longer than callback data can be",
        "The phone",
    )
    assistant = Scripted(lambda question: answer(status="clarify", message="Which?", suggestions=choices))
    with running(assistant):
        telegram.say(chat, "The number?")
        tap = telegram.tap(telegram.wait_for_reply(chat), choices[0])
        telegram.wait_for_reply(chat)

    assert [question for question, _ in assistant.asked] == ["The number?", choices[0]]
    assert telegram.answered_taps == [tap]


def test_a_reply_to_an_answer_goes_on_from_that_one(telegram: TelegramServer, running: Running) -> None:
    """Between two answers, a reply to the first leans on its question and not on what was asked since."""
    chat = telegram.private_chat()
    assistant = Scripted(lambda question: answer(f"On {question}"))
    with running(assistant):
        telegram.say(chat, "The first?")
        first = telegram.wait_for_reply(chat)
        telegram.say(chat, "The second?")
        telegram.wait_for_reply(chat)
        telegram.say(chat, "And its fax?", reply_to=first["message_id"])
        telegram.wait_for_reply(chat)

    assert assistant.asked[-1] == ("And its fax?", ("The first?",))


def test_a_long_answer_is_offered_in_parts(telegram: TelegramServer, running: Running) -> None:
    """What takes several messages is several articles, each of which says which part it is."""
    person = telegram.private_chat()
    with running(Scripted(lambda question: answer("One sentence. " * 300, "Another one."))):
        offered = telegram.wait_for_articles(telegram.ask_inline(person, "All of it?"))

    assert [article["title"][-8:] for article in offered] == ["(1 of 2)", "(2 of 2)"]
    assert "".join(article["shown"]["text"] for article in offered).count("One sentence.") == 300


def test_an_inline_query_does_not_wait_for_the_private_chat(telegram: TelegramServer, running: Running) -> None:
    """While a long question of the same person is thought about, or waits to go on, what they type elsewhere is offered."""
    chat = telegram.private_chat()
    with running(Scripted(lambda question: answer(f"On {question}"))):
        telegram.fail_next("sendMessage", Refusal(429, "Too Many Requests: retry after 3", {"retry_after": 3}))
        telegram.say(chat, "One?")
        telegram.wait_for_calls("sendMessage")
        offered = telegram.wait_for_articles(telegram.ask_inline(chat, "Two?"))

        assert telegram.replies(chat) == []
        assert "On Two?" in offered[0]["shown"]["text"]


def test_a_failure_while_answering_is_said(telegram: TelegramServer, running: Running) -> None:
    """An assistant that breaks leaves nobody without a reply, and the next question is answered."""
    chat = telegram.private_chat()

    def tell(question: str) -> object:
        return answer("March 2011") if question == "When?" else 1 / 0

    with running(Scripted(tell)):  # type: ignore[arg-type]
        telegram.say(chat, "What breaks?")
        sorry = telegram.wait_for_reply(chat)
        telegram.say(chat, "When?")
        reply = telegram.wait_for_reply(chat)

    assert "not answered" in sorry["text"]
    assert reply["text"].startswith("March 2011")


def test_an_update_that_cannot_be_read_does_not_block_the_others(telegram: TelegramServer, running: Running) -> None:
    """A poison update is left out and confirmed; what comes with it and after it is answered."""
    chat = telegram.private_chat()
    telegram.say(chat, "before?")
    telegram.push({"message": {"message_id": "five", "date": "yesterday"}})
    telegram.push({"message": None})
    telegram.say(chat, "after?")
    with running(assistant := Scripted(lambda question: answer("Text."))):
        telegram.wait_for_reply(chat)
        telegram.wait_for_reply(chat)
        telegram.wait_until_confirmed()

    assert [question for question, _ in assistant.asked] == ["before?", "after?"]


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("sendMessage", Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1})),
        ("sendMessage", Dropped()),
        ("editMessageText", Dropped()),
        ("editMessageText", Lost()),
        ("editMessageText", Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1})),
        ("sendMessage", Refusal(502, "Bad Gateway")),
        ("getUpdates", Dropped()),
        ("getUpdates", Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1})),
        ("getUpdates", Refusal(409, "Conflict: terminated by other getUpdates request")),
        ("getMe", Dropped()),
        ("setMyCommands", Refusal(500, "Internal Server Error")),
    ],
)
def test_a_fault_of_the_network_delays_the_answer_only(
    telegram: TelegramServer, running: Running, method: str, fault: Exception
) -> None:
    """After a dropped connection, an outage or a flood limit the call is repeated, and the question answered once."""
    chat = telegram.private_chat()
    telegram.fail_next(method, fault)
    with running(Scripted(lambda question: answer("March 2011"))):
        telegram.say(chat, "When?")
        telegram.wait_for_reply(chat)
        telegram.wait_until_confirmed()

    assert len(telegram.replies(chat)) == 1


def test_an_answer_that_is_refused_does_not_stop_the_loop(telegram: TelegramServer, running: Running) -> None:
    """Someone who has blocked the bot is passed over."""
    blocked, chat = telegram.private_chat(7003), telegram.private_chat()
    telegram.blocked.add(blocked)
    with running(Scripted(lambda question: answer("March 2011"))):
        telegram.say(blocked, "When?")
        telegram.say(chat, "When?")
        telegram.wait_for_reply(chat)

    assert telegram.replies(blocked) == []


def test_a_server_that_is_too_old_for_files_holds_nobody_up(telegram: TelegramServer, running: Running) -> None:
    """A contact that cannot be sent as a file is said to have failed, and the next question is answered."""
    chat = telegram.private_chat()
    with running(Scripted(lambda question: answer("Text.", contacts=(contact(),)))):
        telegram.say(chat, "Who?")
        asked = telegram.wait_for_reply(chat)
        telegram.fail_next("editMessageMedia", Refusal(404, "Not Found: method not found"))
        telegram.tap(asked, "Save contact")
        failed = telegram.wait_for_reply(chat)
        telegram.say(chat, "And who else?")
        again = telegram.wait_for_reply(chat)

    assert "went wrong" in failed["text"]
    assert "Text." in again["text"]


def test_a_group_that_became_a_supergroup_is_answered_there(telegram: TelegramServer, running: Running) -> None:
    """Telegram names the new chat, and the answer follows."""
    old, new = telegram.group(-9001), telegram.group(-1009002)
    telegram.moved[old] = new
    with running(Scripted(lambda question: answer("March 2011"))):
        telegram.say(old, "/ask When?")

        assert telegram.wait_for_reply(new)["text"].startswith("March 2011")


def test_topics_are_answered_in_their_topic(telegram: TelegramServer, running: Running) -> None:
    """An answer stands where the question was asked."""
    forum = telegram.group(forum=True)
    with running(Scripted(lambda question: answer("March 2011"))):
        telegram.say(forum, "/ask When?", topic=12)

        assert telegram.wait_for_reply(forum)["message_thread_id"] == 12


@pytest.mark.parametrize("token", ["987654321:AAWrongTokenForTestsOnly-0123456789abc", "no token at all", ""])
def test_a_refused_token_is_said_without_being_printed(telegram: TelegramServer, tmp_path: Path, token: str) -> None:
    """The error names the setting to mend, and not the secret."""
    options = TelegramOptions(token=SecretStr(token), base_url=telegram.base_url)

    with storage_in(tmp_path) as storage, pytest.raises(ChannelError, match="MADOGUCHI_TELEGRAM__TOKEN") as refusal:
        serve(Scripted(lambda question: answer("Text.")), storage, Settings(telegram=options))

    assert not token or token not in str(refusal.value)


def test_no_token_is_an_error_that_says_where_to_get_one(tmp_path: Path) -> None:
    """Serving Telegram without a token says whom to ask for one."""
    with storage_in(tmp_path) as storage, pytest.raises(ChannelError, match="@BotFather"):
        serve(Scripted(lambda question: answer("Text.")), storage, Settings())


def test_a_missing_library_is_said_with_how_to_install_it() -> None:
    """Without python-telegram-bot the rest of the program works, and serving Telegram names the extra."""
    program = """
import sys
sys.modules["telegram"] = None
from bot.channels.telegram import serve
from bot.errors import MissingExtra
from bot.settings import Settings
try:
    serve(None, None, Settings())
except MissingExtra as missing:
    print(missing)
"""

    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )

    assert ran.stdout == "the Telegram channel needs the extra 'telegram': pip install 'madoguchi[telegram]'\n"


def test_pieces_of_a_question_stay_together_through_a_failure(telegram: TelegramServer, running: Running) -> None:
    """What fails once is tried again with all its pieces, and answered once."""
    chat, failures = telegram.private_chat(), [RuntimeError("once")]
    telegram.say(chat, "who chairs")
    telegram.say(chat, "the committee?")

    def tell(question: str) -> Answer:
        if failures:
            raise failures.pop()
        return answer("Text.")

    with running(assistant := Scripted(tell)) as storage:
        telegram.wait_for_reply(chat)
        telegram.wait_until_confirmed()

    assert [question for question, _ in assistant.asked] == ["who chairs\nthe committee?"] * 2
    assert len(telegram.replies(chat)) == 1
    assert storage.do(inbox.counts) == {"settled": 2}


def test_a_changed_follow_up_leans_on_what_was_asked_before_it(telegram: TelegramServer, running: Running) -> None:
    """Neither its own old words nor what was asked later count; a piece of a question that changes changes nothing."""
    chat = telegram.private_chat()
    with running(assistant := Scripted(answer)):
        telegram.say(chat, "What is paid?")
        telegram.wait_for_reply(chat)
        changed = telegram.say(chat, "And for cars?")
        reply = telegram.wait_for_reply(chat)
        telegram.say(chat, "And for trains?")
        telegram.wait_for_reply(chat)
        piece = telegram.say(chat, "who chairs")
        telegram.say(chat, "the committee?")
        telegram.wait_for_reply(chat)
        telegram.edit(chat, piece, "who leads")
        telegram.edit(chat, changed, "And for boats?")
        telegram.wait_until(lambda: "boats" in reply["text"])

    assert assistant.asked[-1] == ("And for boats?", ("What is paid?",))
    assert "who leads" not in [question for question, _ in assistant.asked]


def test_a_group_may_hear_only_what_is_answered(telegram: TelegramServer, tmp_path: Path) -> None:
    """Where a group wants so, a question by name that the documents do not answer is met with silence, one by /ask is not."""
    running = Running(telegram, tmp_path)
    running.settings = running.settings.model_copy(
        update={"telegram": running.settings.telegram.model_copy(update={"only_sure_in_groups": True})}
    )
    group = telegram.group()
    telegram.group_privacy = False

    def tell(question: str) -> Answer:
        return answer("Text.") if "know" in question else answer(status="abstained.no_evidence", message="Unknown.")

    with running(Scripted(tell)):
        telegram.say(group, "@madoguchi_bot what else?")
        asked = telegram.say(group, "/ask what else?")
        known = telegram.say(group, "@madoguchi_bot what do you know?")
        replies = [telegram.wait_for_reply(group) for _ in range(2)]

    assert [reply["reply_to_message"]["message_id"] for reply in replies] == [asked, known]
