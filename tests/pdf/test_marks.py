"""The text of marks is read from pages."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary, Name

from citybook.pdf.files import save_pdf
from citybook.pdf.marks import read_file_marks
from citybook.pdf.to_unicode import write_to_unicode

CONTENT = b"""BT /F0 10 Tf
/P <</MCID 0>> BDC [<0001> 20 <0002>] TJ EMC
/Artifact <</Type /Pagination>> BDC (\\000\\001) Tj EMC
/P <</MCID 1 /ActualText (said)>> BDC /Span BMC (\\000\\001) Tj EMC EMC
/P <</MCID 2>> BDC (\\000\\002) Tj (\\000\\003) Tj EMC
/Figure <</MCID 3>> BDC 0 0 1 1 re f EMC
(\\000\\001) Tj ET"""


def test_each_mark_has_its_text_and_artifacts_have_none() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = Dictionary(
        BaseFont=Name.Sofia, ToUnicode=pdf.make_stream(write_to_unicode({1: "a", 2: "ffi"}))
    )
    page.obj.Resources = Dictionary(Font=Dictionary(F0=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(CONTENT)
    pdf.add_blank_page()
    assert read_file_marks(save_pdf(pdf)) == ({0: "affi", 1: "said", 2: "ffi\ufffd", 3: ""}, {})
