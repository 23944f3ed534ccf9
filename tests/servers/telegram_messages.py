"""Messages of the bot: sent, edited and deleted as Telegram does it, and refused as Telegram refuses."""

from time import monotonic

from tests.servers.telegram_entities import TEXT_UNITS, Unparsable, check_explicit, parse_html, trimmed, units
from tests.servers.telegram_methods import BOT, JSON, SENT_AT, Methods, Refusal, decoded

CALLBACK_BYTES = 64
CAPTION_UNITS = 1024
INLINE_RESULTS = 50
SUPERGROUPS = -1_000_000_000_000
"""Chats with lower ids number their messages by themselves; in all others a bot's messages are numbered together."""


class Messages(Methods):
    """What becomes of messages."""

    def __init__(self) -> None:
        super().__init__()
        self.blocked: set[int] = set()
        """Chats that have blocked the bot."""
        self.moved: dict[int, int] = {}
        """Groups that became supergroups, and which."""
        self.shown: list[tuple[float, int]] = []
        """When something was shown, in seconds of the machine's clock, and in which chat."""
        self.answered_at: dict[tuple[int, int], float] = {}
        """Chat and message -> when a message that replies to it was first edited, in seconds of the machine's clock."""
        self.articles: dict[str, list[JSON]] = {}
        """Inline query -> what is offered for it."""
        self.files: dict[tuple[int, int], str] = {}
        """Chat and message -> what its document holds."""
        self._numbers: dict[int, int] = {}

    def _on_answerinlinequery(self, parameters: JSON) -> bool:
        results = decoded(parameters, "results", list, [])
        if self.are_late:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        if len(results) > INLINE_RESULTS:
            raise Refusal(400, "Bad Request: RESULTS_TOO_MUCH")
        ids = [str(result.get("id", "")) for result in results]
        if len(set(ids)) < len(ids) or not all(1 <= len(id.encode()) <= CALLBACK_BYTES for id in ids):
            raise Refusal(400, "Bad Request: RESULT_ID_DUPLICATE")
        for result in results:
            if result.get("type") != "article" or not str(result.get("title", "")).strip():
                raise Refusal(400, "Bad Request: can't parse inline query result")
            content = dict(result["input_message_content"])
            text, entities = _formatted({**content, "text": content.get("message_text", "")})
            result["shown"] = {"text": text, "entities": entities}
        self.articles[str(parameters.get("inline_query_id", ""))] = results
        return True

    def _on_sendchataction(self, parameters: JSON) -> bool:
        self._chat(parameters)
        return True

    def _on_sendmessage(self, parameters: JSON) -> JSON:
        chat = self._chat(parameters)
        text, entities = _formatted(parameters)
        message: JSON = {"from": BOT, "chat": chat, "date": SENT_AT, "text": text}
        if entities:
            message["entities"] = entities
        if original := self._original(parameters, chat):
            message["reply_to_message"] = {key: value for key, value in original.items() if key != "reply_to_message"}
        if parameters.get("message_thread_id"):
            if not chat.get("is_forum"):
                raise Refusal(400, "Bad Request: message thread not found")
            message |= {"message_thread_id": int(parameters["message_thread_id"]), "is_topic_message": True}
        preview = decoded(parameters, "link_preview_options", dict, {})
        if unknown := set(preview) - {
            "is_disabled",
            "url",
            "prefer_small_media",
            "prefer_large_media",
            "show_above_text",
        }:
            raise Refusal(400, f"Bad Request: can't parse link preview options: unknown {sorted(unknown)}")
        message["link_preview_options"] = preview
        if markup := decoded(parameters, "reply_markup", dict, {}):
            message["reply_markup"] = _keyboard(markup)
        self.sent.append(self._keep(chat, message))
        return message

    def _chat(self, parameters: JSON) -> JSON:
        if not str(parameters.get("chat_id", "")):
            raise Refusal(400, "Bad Request: chat_id is empty")
        chat = self.chats.get(int(parameters["chat_id"])) if str(parameters["chat_id"]).lstrip("-").isdigit() else None
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found")
        if chat["id"] in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if new := self.moved.get(chat["id"]):
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, words, {"migrate_to_chat_id": new})
        self.shown.append((monotonic(), chat["id"]))
        return chat

    def _keep(self, chat: JSON, message: JSON) -> JSON:
        """Give a message its id and keep it."""
        counted = chat["id"] if chat["id"] < SUPERGROUPS else 0
        self._numbers[counted] = message["message_id"] = self._numbers.get(counted, 0) + 1
        self.messages.setdefault(chat["id"], {})[message["message_id"]] = message
        return message

    def _original(self, parameters: JSON, chat: JSON) -> JSON | None:
        reply = decoded(parameters, "reply_parameters", dict, {})
        if not reply:
            return None
        found = self.messages.get(int(reply.get("chat_id", chat["id"])), {}).get(int(reply.get("message_id", 0)))
        if found is None and reply.get("allow_sending_without_reply") is not True:
            raise Refusal(400, "Bad Request: message to be replied not found")
        return found

    def _on_editmessagetext(self, parameters: JSON) -> JSON:
        message = self._of_the_bot(parameters, "edit")
        if "text" not in message:
            raise Refusal(400, "Bad Request: there is no text in the message to edit")
        text, entities = _formatted(parameters)
        shown = {
            "text": text,
            "entities": entities,
            "reply_markup": _keyboard(decoded(parameters, "reply_markup", dict, {})),
        }
        if all((message.get(key) or None) == (value or None) for key, value in shown.items()):
            raise Refusal(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
                "same as a current content and reply markup of the message",
            )
        preview = decoded(parameters, "link_preview_options", dict, {})
        for key, value in shown.items():
            message.pop(key, None)
            if value:
                message[key] = value
        message |= {"edit_date": SENT_AT, "link_preview_options": preview}
        if original := message.get("reply_to_message"):
            self.answered_at.setdefault((message["chat"]["id"], original["message_id"]), monotonic())
        return message

    def _on_editmessagemedia(self, parameters: JSON) -> JSON:
        message = self._of_the_bot(parameters, "edit")
        media = decoded(parameters, "media", dict, {})
        where = str(media.get("media", ""))
        file = parameters.get(where.removeprefix("attach://")) if where.startswith("attach://") else None
        if media.get("type") != "document" or not isinstance(file, dict) or not file["content"]:
            raise Refusal(400, "Bad Request: wrong file identifier/HTTP URL specified")
        caption, entities = _formatted({**media, "text": media.get("caption", "")}, CAPTION_UNITS)
        for key in ("text", "entities", "link_preview_options", "reply_markup"):
            message.pop(key, None)
        message |= {"edit_date": SENT_AT, "caption": caption, "caption_entities": entities}
        message["document"] = {"file_id": "d", "file_unique_id": "d", "file_name": file["file_name"]}
        if markup := _keyboard(decoded(parameters, "reply_markup", dict, {})):
            message["reply_markup"] = markup
        self.files[message["chat"]["id"], message["message_id"]] = file["content"]
        return message

    def _on_deletemessage(self, parameters: JSON) -> bool:
        chat = self._chat(parameters)
        message = self.messages.get(chat["id"], {}).get(int(parameters["message_id"]))
        if message is None:
            raise Refusal(400, "Bad Request: message to delete not found")
        if message["from"]["id"] != BOT["id"] and chat["type"] != "private":
            raise Refusal(400, "Bad Request: message can't be deleted")
        del self.messages[chat["id"]][message["message_id"]]
        self.sent = [other for other in self.sent if other is not message]
        return True

    def _of_the_bot(self, parameters: JSON, what: str) -> JSON:
        chat = self._chat(parameters)
        message = self.messages.get(chat["id"], {}).get(int(parameters["message_id"]))
        if message is None:
            raise Refusal(400, f"Bad Request: message to {what} not found")
        if message["from"]["id"] != BOT["id"]:
            raise Refusal(400, f"Bad Request: message can't be {what}ed")
        return message


def _formatted(parameters: JSON, longest: int = TEXT_UNITS) -> tuple[str, list[JSON]]:
    """Text and entities of a message to be sent; raises Refusal."""
    text, mode = parameters.get("text", ""), parameters.get("parse_mode", "")
    if not text:
        raise Refusal(400, "Bad Request: message text is empty")
    try:
        if mode.lower() == "html":
            text, entities = parse_html(text)
        elif mode:
            raise Unparsable(f"parse mode {mode!r} is not spoken by this server")
        else:
            entities = check_explicit(text, decoded(parameters, "entities", list, []))
    except Unparsable as problem:
        raise Refusal(400, f"Bad Request: can't parse entities: {problem}") from None
    text, entities = trimmed(text, entities)
    if not text:
        raise Refusal(400, "Bad Request: text must be non-empty")
    if units(text) > longest:
        raise Refusal(400, "Bad Request: message is too long")
    return text, entities


def _keyboard(markup: JSON) -> JSON:
    """An inline keyboard that can be shown; raises Refusal."""
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if not str(button.get("text", "")).strip():
                raise Refusal(400, 'Bad Request: can\'t parse inline keyboard button: Field "text" must be non-empty')
            if set(button) == {"text", "callback_data"}:
                if not 1 <= len(str(button["callback_data"]).encode()) <= CALLBACK_BYTES:
                    raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
            elif set(button) != {"text", "url"}:
                raise Refusal(400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed")
    return markup
