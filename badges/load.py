"""Badges and certificates from their files."""

from pathlib import Path

from badges import store
from badges.credential import Credential, meets
from core.facts import CredentialDefined, Said
from core.language import Text
from core.library import Mark, Shelf


def _said(slug: str, version: str, credential: Credential, mark: Mark) -> Said:
    return CredentialDefined(
        version=version,
        shape=credential.shape,
        title=credential.title.model_dump(),
        rule=credential.rule.model_dump(mode="json", exclude_none=True),
        valid_days=credential.valid_days,
    )


shelf = Shelf(
    room="badges",
    title=Text(th="เกียรติบัตรและเหรียญตรา", en="Certificates and badges"),
    model=Credential,
    folder=Path(__file__).parent / "content",
    said=_said,
    binding=lambda credential: [credential.rule.model_dump(mode="json"), credential.valid_days],
    used=store.used,
    meets=meets,
)
