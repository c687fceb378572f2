"""The profile of a place in each format, read back."""

import io

import pikepdf
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook


@pytest.mark.usefixtures("place")
class TestProfiles:
    """The profile in each format, read back."""

    def test_the_pdf_is_tagged_titled_and_in_english(self) -> None:
        answer = Client().get("/places/mansfield-and-ashfield/profile.pdf")
        with pikepdf.open(io.BytesIO(answer.content)) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang).lower().startswith("en")
            assert "Profile of Mansfield and Ashfield" in str(
                pdf.docinfo.get("/Title", pdf.open_metadata().get("dc:title"))
            )

    def test_the_workbook_holds_the_figures_of_the_page(self) -> None:
        answer = Client().get("/places/mansfield-and-ashfield/profile.xlsx")
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        cells = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
        assert 49_945 in cells

    def test_the_csv_is_every_figure_with_numerator_and_denominator(self) -> None:
        answer = Client().get("/places/nottinghamshire/profile.csv")
        lines = [line for line in answer.content.decode("utf-8-sig").splitlines() if ",re-referrals," in line]
        assert len(lines) == 12
        assert any(",2186,8462," in line for line in lines)
