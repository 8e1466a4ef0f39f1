"""Files are opened from bytes and written as bytes."""

from __future__ import annotations

import pikepdf
import pytest

from citybook.pdf.files import open_pdf, save_pdf


def blank() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    return pdf


def test_the_same_content_gives_the_same_bytes() -> None:
    assert save_pdf(blank()) == save_pdf(blank())


def test_a_file_is_marked_with_the_version_asked_for() -> None:
    assert open_pdf(save_pdf(blank())).pdf_version == "1.7"
    assert open_pdf(save_pdf(blank(), "1.6", is_exact=True)).pdf_version == "1.6"


def test_a_later_version_is_kept_unless_it_must_be_exact() -> None:
    with open_pdf(save_pdf(blank(), "2.0")) as pdf:
        assert open_pdf(save_pdf(pdf)).pdf_version == "2.0"
        assert open_pdf(save_pdf(pdf, "1.6", is_exact=True)).pdf_version == "1.6"


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(pikepdf.PdfError):
        open_pdf(b"no PDF")
