"""The organisation's Ed25519 key: made at first start, kept outside the database, readable by its owner only.

It signs the record's checkpoints and the certificates' tokens; the cookies' secret is derived from it.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_FILE = "signing.pem"


@dataclass(frozen=True, slots=True)
class Verified:
    """A signature holds."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Refused:
    """Something is not accepted, and why."""

    reason: str

    def __bool__(self) -> bool:
        return False


def kid_of(public: Ed25519PublicKey) -> str:
    """The key's short name: the first 8 bytes of the SHA-256 of its 32 raw bytes, as 16 hex digits."""
    return hashlib.sha256(public.public_bytes_raw()).hexdigest()[:16]


class Signer:
    """Signs bytes with one private key, and says under which `kid` anybody finds the public half."""

    def __init__(self, private: Ed25519PrivateKey):
        self.private = private
        self.public = private.public_key()
        self.kid = kid_of(self.public)

    def sign(self, message: bytes) -> str:
        """The signature as 128 hex digits."""
        return self.private.sign(message).hex()

    def secret(self, purpose: str) -> bytes:
        """32 secret bytes for one purpose, derived from the key (HKDF, RFC 5869)."""
        kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode())
        return kdf.derive(self.private.private_bytes_raw())

    def mark(self, text: str) -> str:
        """The same 16 hex digits for the same text, which nobody without the key can make or read; "" for ""."""
        return hmac.new(self.secret("mark"), text.encode(), "sha256").hexdigest()[:16] if text else ""

    def public_pem(self) -> bytes:
        """The public half, to give to whoever verifies without this server."""
        return public_pem(self.public)


def public_pem(key: Ed25519PublicKey) -> bytes:
    """A public key as a file."""
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def verify(public: Ed25519PublicKey, message: bytes, signature: str) -> Verified | Refused:
    """Whether `signature` (hex) is this key's over `message`."""
    try:
        raw = bytes.fromhex(signature)
        if raw.hex() != signature:  # capitals and spaces would read as the same bytes
            return Refused("the signature is not written as it was made")
        public.verify(raw, message)
    except (InvalidSignature, ValueError):
        return Refused("the signature does not hold")
    return Verified()


def read_public(pem: bytes) -> Ed25519PublicKey:
    """The public key in a PEM file, public or private. Raises ValueError when it is no Ed25519 key."""
    if b"PRIVATE" in pem:
        private = serialization.load_pem_private_key(pem, None)
        if isinstance(private, Ed25519PrivateKey):
            return private.public_key()
    else:
        public = serialization.load_pem_public_key(pem)
        if isinstance(public, Ed25519PublicKey):
            return public
    raise ValueError("not an Ed25519 key")


def open_signer(folder: Path) -> Signer:
    """The signer whose key lies in `folder`; the key is made when there is none."""
    path = folder / KEY_FILE
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        _make(path)
    private = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError(f"{path} is not an Ed25519 key")
    signer = Signer(private)
    public = folder / f"{signer.kid}.pub.pem"
    if not public.exists():
        public.write_bytes(signer.public_pem())
    return signer


def _make(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    # Written whole beside its place and then linked there: of two processes that start at once, one key wins.
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a disk without hard links, such as a USB stick's
        if not path.exists():
            os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def public_keys(folder: Path) -> dict[str, Ed25519PublicKey]:
    """Every public key that this organisation has signed with, by `kid`: an older key still verifies."""
    keys = [read_public(path.read_bytes()) for path in sorted(folder.glob("*.pub.pem"))]
    return {kid_of(key): key for key in keys}
