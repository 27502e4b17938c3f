"""How made-up offices have their certificates: signed by positions, with a line for a pen."""

from collections.abc import Sequence

from badges import store
from badges.words import Both, Signer
from core.ground import Ground


def signed_by(ground: Ground, positions: Sequence[tuple[str, str]]) -> None:
    """Let certificates be signed by one or two positions (Thai, English), all else as it is."""
    with ground.write() as writing:
        words = store.words_in_force(writing.db)
        signers = tuple(Signer(position=Both(th=th, en=en)) for th, en in positions)
        store.design(writing.db, words.model_copy(update={"signers": signers}), store.look(writing.db))
