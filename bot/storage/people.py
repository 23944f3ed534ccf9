"""People and conversations under other names: the same one each time, from which nobody without the key finds back."""

from hashlib import blake2b


class Pseudonyms:
    """Keyed hashes (BLAKE2, RFC 7693) of what tells who somebody is."""

    def __init__(self, secret: str) -> None:
        self._key = blake2b(secret.encode()).digest()

    def of(self, name: str) -> str:
        """The other name, of 32 letters; empty for nobody."""
        return blake2b(name.encode(), key=self._key, digest_size=16).hexdigest() if name else ""
