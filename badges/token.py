"""A certificate's token: what its QR code carries, checkable without the server, the network or the database.

The token is base32 (RFC 4648, upper case, no padding) of a COSE_Sign1 (RFC 9052) whose payload is a CWT (RFC 8392),
signed with Ed25519; the key's `kid` stands in the protected header. Claims: 6 = the first second of the day of issue,
4 = the first second after the last day of validity (seconds since 1970; days are Bangkok days), 7 = credential id (8 bytes), -65537 = [name, unit, programme code].
A Thai text stands as TIS-620 bytes where it fits (one byte a character instead of three), else as text.

Printed paper cannot be changed: this format is settled. Nothing in a token is unsigned, and every token has one
spelling only, so that a single changed character is found.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cwt import COSE, COSEAlgs, COSEHeaders, COSEKey
from cwt.cose_key_interface import COSEKeyInterface
from cwt.exceptions import CWTError

from core.calendar import BANGKOK
from core.signing import Refused, Signer, kid_of

PRINTED = -65537  # a private claim: [name, unit, programme code]
_A_DAY = timedelta(days=1)
# COSE_Sign1's tag (18), four parts, the protected header in 13 bytes: {1: -8 (EdDSA), 4: the kid's 8 bytes}.
_OPENING = bytes.fromhex("d2844da201270448")
_KID_ENDS = len(_OPENING) + 8
_LONGEST = 1200  # characters; QR version 40-L holds 4296, ours stay below 600


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says. `id` is 16 hex digits; days are Bangkok days; `expires` None: it does not end."""

    id: str
    name: str
    unit: str
    programme: str
    issued: date
    expires: date | None


def token(claims: Claims, signer: Signer) -> str:
    """The token of these claims: always the same for the same key."""
    payload: dict[int, Any] = {
        6: _begins(claims.issued),
        7: bytes.fromhex(claims.id),
        PRINTED: [_short(claims.name), _short(claims.unit), _short(claims.programme)],
    }
    if claims.expires:
        payload[4] = _begins(claims.expires + _A_DAY)  # RFC 8392: not accepted on or after it
    kid = bytes.fromhex(signer.kid)
    protected = {COSEHeaders.ALG: COSEAlgs.EDDSA, COSEHeaders.KID: kid}
    signed = COSE.new(alg_auto_inclusion=False, kid_auto_inclusion=False).encode(
        cbor2.dumps(payload, canonical=True), _private(signer), protected=protected, unprotected={}
    )
    return base64.b32encode(signed).decode().rstrip("=")


def read(text: str, keys: Mapping[str, Ed25519PublicKey]) -> Claims | Refused:
    """What a token says, if one of these keys (by `kid`) signed exactly this."""
    text = text.strip()
    if not text.isascii() or not 0 < len(text) <= _LONGEST:  # "ı" and "ſ" would be I and S in capitals
        return Refused("this is not a certificate's token")
    text = text.upper()
    try:
        signed = base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error:
        return Refused("this is not a certificate's token")
    parts = _parts(signed)
    if parts is None:
        return Refused("this is not a certificate's token")
    if base64.b32encode(signed).decode().rstrip("=") != text:
        return Refused("the token was changed")
    kid, payload = parts
    if kid not in keys:
        return Refused(f"the token is signed with a key that is not here ({kid})")
    try:
        COSE.new().decode(signed, _public(keys[kid]))
    except (CWTError, ValueError):
        return Refused("the signature does not hold: the token was changed, or another key signed it")
    return _claims(cbor2.loads(payload))  # ours from here on: what anybody else could send never reaches the decoder


def _parts(signed: bytes) -> tuple[str, bytes] | None:
    """The `kid` and the payload's bytes of a COSE_Sign1 written as ours are, byte for byte; None for any other.

    Read by hand and not by a decoder: a stranger's CBOR may hold dates, fractions and depths that break one.
    """
    if not signed.startswith(_OPENING) or signed[_KID_ENDS : _KID_ENDS + 1] != b"\xa0":
        return None
    place = _KID_ENDS + 1
    mark = signed[place : place + 1]
    if mark == b"\x58":
        size, start = signed[place + 1 : place + 2], place + 2
    elif mark == b"\x59":
        size, start = signed[place + 1 : place + 3], place + 3
    else:
        return None
    end = start + int.from_bytes(size)
    shortest = int.from_bytes(size) > (0xFF if mark == b"\x59" else 0x17)
    if not shortest or signed[end : end + 2] != b"\x58\x40" or len(signed) != end + 66:
        return None
    return signed[len(_OPENING) : _KID_ENDS].hex(), signed[start:end]


def _claims(payload: Any) -> Claims | Refused:
    try:
        name, unit, programme = (_long(each) for each in payload[PRINTED])
        return Claims(
            payload[7].hex(),
            name,
            unit,
            programme,
            _day(payload[6]),
            _day(payload[4]) - _A_DAY if 4 in payload else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return Refused("the token is signed, but its words are not those of a certificate")


def _private(signer: Signer) -> COSEKeyInterface:
    pem = signer.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return COSEKey.from_pem(pem, kid=bytes.fromhex(signer.kid))


def _public(public: Ed25519PublicKey) -> COSEKeyInterface:
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return COSEKey.from_pem(pem, kid=bytes.fromhex(kid_of(public)))


def _begins(day: date) -> int:
    """The first second of a Bangkok day, since 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=BANGKOK).timestamp())


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, BANGKOK).date()


def _short(text: str) -> bytes | str:
    try:
        return text.encode("tis-620")
    except UnicodeEncodeError:
        return text


def _long(text: bytes | str) -> str:
    return text.decode("tis-620") if isinstance(text, bytes) else str(text)
