"""`Sector`: the sections of economic activity that enterprises and investments are counted by."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference


class Sector(Entity, table=True):
    """A section of the Indonesian classification of economic activities KBLI 2020 (Peraturan BPS 2/2020).

    Its 21 sections, `A` to `U`, are those of the United Nations' ISIC Rev. 4, so that figures compare abroad.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=1)
    """Letter of the section in KBLI 2020 and ISIC Rev. 4: `A` to `U`."""
    name_id: str = column(max_length=200)
    name_en: str | None = column(default=None, max_length=200)
    """Title of the section; the English one is that of ISIC Rev. 4."""
    first_division: int = column(ge=1, le=99)
    """First of the two-digit divisions that the section consists of: 10 for manufacturing."""
    last_division: int = column(ge=1, le=99)
    """Last of them: 33 for manufacturing."""
    source_id: int = reference("source")
    """The classification."""
