"""What can go wrong in the conversation and at its edges.

BotError
├── SettingsError    a key or a value of the settings is wrong; names it and the nearest right one
├── MissingExtra     an optional part is asked for and not installed; says how to install it
├── Unverifiable     what is to be verified is no Answer, or there is nothing to hold it against
├── MalformedSet     a judged set cannot be read; names the file, the line and what to do
├── StorageError     the database cannot be opened; names the setting
└── ChannelError     a channel cannot be started or has refused a message
"""


class BotError(Exception):
    """Anything this room refuses."""


class SettingsError(BotError):
    """A wrong key or value in the settings; the message names it and what to do."""


class MissingExtra(BotError):
    """An optional part is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs the extra {extra!r}: pip install 'madoguchi[{extra}]'")
        self.extra = extra


class Unverifiable(BotError):
    """What is to be verified is no Answer, or what it is to be held against cannot be read; the message says what to do."""


class MalformedSet(BotError):
    """A judged set that cannot be read; the message names the file, the line and what to do."""


class StorageError(BotError):
    """The database cannot be opened; the message says why and names the setting."""


class ChannelError(BotError):
    """A channel cannot be started or has refused a message; the message says why."""
