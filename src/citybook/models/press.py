"""How an edition is printed: the mapping `press` of content/editions/*.yaml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from citybook.models.fields import Model, Text
from citybook.models.written import Flag, Number, Whole

# Paper that copiers hold, width and height in mm, upright; of those large enough the first is taken
# (ISO 216 and 217, ANSI/ASME Y14.1 A and B).
PAPERS = {
    "A5": (148.0, 210.0),
    "A4": (210.0, 297.0),
    "US letter": (215.9, 279.4),
    "A3": (297.0, 420.0),
    "tabloid": (279.4, 431.8),
    "SRA3": (320.0, 450.0),
}
Paper = Literal["A5", "A4", "US letter", "A3", "tabloid", "SRA3"]
PrinterMark = Literal["fold", "staples", "cut"]


class OfficePrint(Model):
    """An edition on the office copier. Without `paper`, the smallest that holds it; `thickness` of
    one leaf in mm, 0.1 for 80 g/m²; `sheets` is how many the stapler takes in the fold; `flip` is
    the edge that the copier turns the paper over. `quantity` is how many copies are wanted, for the
    note."""

    binding: Literal["saddle stitch", "side staple"] = "saddle stitch"
    paper: Paper | None = None
    thickness: Annotated[Number, Field(ge=0, le=0.5)] = 0.1
    flip: Literal["short edge", "long edge"] = "short edge"
    marks: list[PrinterMark] = Field(default_factory=lambda: list[PrinterMark](["cut"]))
    sheets: Annotated[Whole, Field(ge=1, le=40)] = 20
    quantity: Annotated[Whole, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _turns_like_a_book(self) -> OfficePrint:
        if (
            self.binding == "side staple"
            and "flip" in self.model_fields_set
            and self.flip == "short edge"
        ):
            raise ValueError("`flip: long edge`, or none, where `binding` is side staple")
        return self

    @property
    def turned_on(self) -> str:
        """The edge of the paper over which the copier turns it: upright pages are turned on the
        long one."""
        return "long edge" if self.binding == "side staple" else self.flip


class ShopPrint(Model):
    """An edition at a print shop. `profile` is the file name of the shop's ICC profile, in
    content/press/ or among the machine's; without it there is no file for a shop. `bleed` is in mm,
    `ink_limit` in per cent of ink in one place, `thickness` of one leaf in mm. Without `binding`,
    it goes by how thick the pages are. The rest is for the ticket."""

    profile: Annotated[str, Field(pattern=r"^[^/\\*?\[\]]+\.ic[cm]$")] | None = None
    bleed: Annotated[Number, Field(ge=3, le=5)] = 3.0
    marks: Flag = False
    ink_limit: Annotated[Number, Field(ge=200, le=400)] = 300.0
    binding: Literal["saddle stitch", "perfect"] | None = None
    thickness: Annotated[Number, Field(gt=0, le=0.5)] = 0.1
    paper: Text | None = None
    cover_paper: Text | None = None
    quantity: Annotated[Whole, Field(ge=1)] | None = None


class Press(Model):
    """How an edition is printed: at the office, and at a print shop."""

    office: OfficePrint = Field(default_factory=OfficePrint)
    shop: ShopPrint = Field(default_factory=ShopPrint)
