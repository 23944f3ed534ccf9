"""Delivery to a webhook: in order, one after the other, again until it is taken, with the secret in the header."""

import json
from http.client import HTTPConnection, HTTPException
from random import Random
from threading import Thread
from urllib.parse import urlsplit

from tests.servers.telegram_methods import JSON, Methods, Refusal, decoded

RETRY_SECONDS = 0.1
"""Pause after a delivery that was not taken; Telegram's are longer."""
DELIVERY_SECONDS = 10
"""So long an answer may take."""
AHEAD = 4
"""An unruly server hands out one of so many updates."""


class Webhooks(Methods):
    """What the server does while a webhook is set."""

    def __init__(self) -> None:
        super().__init__()
        self.unruly: Random | None = None
        """With it, updates are delivered out of order and twice, as it throws the dice."""
        self.refusals: list[str] = []
        """Why deliveries were not taken."""
        self._secret = ""
        self._deliverer = Thread(target=self._deliver, name="telegram-webhook", daemon=True)

    def _on_setwebhook(self, parameters: JSON) -> bool:
        url = str(parameters.get("url", ""))
        address = urlsplit(url)
        if url and address.scheme != "https" and address.hostname != "127.0.0.1":
            raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        secret = str(parameters.get("secret_token", ""))
        if not secret.replace("_", "").replace("-", "").isalnum() and secret:
            raise Refusal(400, "Bad Request: secret token contains unallowed characters")
        self.webhook_url, self._secret = url, secret
        self._allowed = decoded(parameters, "allowed_updates", list, self._allowed)
        if url and not self._deliverer.is_alive():
            self._deliverer.start()
        return True

    def _on_getwebhookinfo(self, parameters: JSON) -> JSON:
        info: JSON = {"url": self.webhook_url, "has_custom_certificate": False}
        info |= {"pending_update_count": len(self._updates), "allowed_updates": self._allowed}
        return info | ({"last_error_date": 1, "last_error_message": self.refusals[-1]} if self.refusals else {})

    def _deliver(self) -> None:
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self._closed or (self._updates and self.webhook_url and not self.away))
                if self._closed:
                    return
                ahead = self.unruly.randrange(min(AHEAD, len(self._updates))) if self.unruly else 0
                update, url, secret = self._updates[ahead], self.webhook_url, self._secret
            taken = self._deliver_to(url, secret, update)
            if taken and self.unruly and self.unruly.random() < 0.3:
                self._deliver_to(url, secret, update)
            with self.changed:
                if taken:
                    self._updates = [other for other in self._updates if other is not update]
                self.changed.notify_all()
                if not taken:
                    self.changed.wait_for(lambda: self._closed, RETRY_SECONDS)

    def _deliver_to(self, url: str, secret: str, update: JSON) -> bool:
        """Deliver an update; whether it was taken."""
        address = urlsplit(url)
        connection = HTTPConnection(address.hostname or "", address.port, timeout=DELIVERY_SECONDS)
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret}
        try:
            connection.request("POST", address.path or "/", json.dumps(update), headers)
            status = connection.getresponse().status
        except (OSError, HTTPException) as problem:
            self.refusals.append(str(problem))
            return False
        finally:
            connection.close()
        if not 200 <= status < 300:
            self.refusals.append(f"Wrong response from the webhook: {status}")
        return 200 <= status < 300
