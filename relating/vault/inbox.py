"""An inbox: whoever has its public key puts something in, and only the key store opens it.

Each text is sealed to a key pair of its own that is dropped at once: ECDH over P-256, HKDF with
SHA-256, AES-256-GCM. Format: `0x01 | point of that pair (65) | nonce (12) | ciphertext and tag`.
The key is bound to both points, the seal to the one place that `bound` names. The browser does the
same in `web/static/web/page/letters.js`.
"""

from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from relating.vault import keys
from relating.vault.seal import Tampered

PURPOSE = "inbox"
FORMAT, POINT, NONCE = b"\x01", 65, 12
CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many points the curve has: a private key lies between nothing and this."""
SPARE = 48
"""Bytes of which a private key is made: so many that none is likelier than another."""


def public(scope: UUID) -> bytes:
    """The public key of an inbox, which is made when it is first asked for."""
    keys.make(scope, (PURPOSE,))
    return point(private(scope).public_key())


def private(scope: UUID) -> ec.EllipticCurvePrivateKey:
    """The private key of an inbox.

    Raises:
        Tampered: there is none, or it does not open.
    """
    made = HKDF(SHA256(), SPARE, None, b"relating|1|inbox key").derive(keys.secret(scope, PURPOSE))
    return ec.derive_private_key(int.from_bytes(made) % (ORDER - 1) + 1, CURVE)


def opened(scope: UUID, sealed: bytes, bound: bytes) -> bytes:
    """What was put in.

    Raises:
        Tampered: it was put into another inbox, for another place, or altered.
    """
    own, body = private(scope), sealed[len(FORMAT) + POINT :]
    theirs = sealed[len(FORMAT) : len(FORMAT) + POINT]
    try:
        other = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs)
        cipher = AESGCM(between(own.exchange(ec.ECDH(), other), theirs, point(own.public_key())))
        if sealed[:1] != FORMAT:
            raise Tampered
        return cipher.decrypt(body[:NONCE], body[NONCE:], bound)
    except (InvalidTag, ValueError):
        raise Tampered from None


def sealed_for(public_key: bytes, plain: bytes, nonce: bytes, bound: bytes) -> bytes:
    """Put something in, as a browser does."""
    own = ec.generate_private_key(CURVE)
    other = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public_key)
    mine = point(own.public_key())
    cipher = AESGCM(between(own.exchange(ec.ECDH(), other), mine, public_key))
    return FORMAT + mine + nonce + cipher.encrypt(nonce, plain, bound)


def between(shared: bytes, sender: bytes, inbox: bytes) -> bytes:
    """The key of one text, from what both points have in common."""
    return HKDF(SHA256(), 32, None, b"relating|1|inbox|" + sender + inbox).derive(shared)


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as 65 bytes."""
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415  it brings SSH along
        Encoding,
        PublicFormat,
    )

    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
