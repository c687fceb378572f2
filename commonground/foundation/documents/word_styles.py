"""How a Word document looks, and the pieces that python-docx has no words for."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from commonground.foundation.documents.cells import clean
from commonground.foundation.documents.report import Line

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.run import CT_R
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.table import Table
    from docx.text.paragraph import Paragraph as Words

FONT, LANGUAGE = "Arial", "en-GB"
INK, GREY, LINE = "0B0C0C", "484949", "B1B4B6"
SIZES = {"Title": 24, "Subtitle": 13, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11, "Heading 4": 11}
MARGINS = {
    "page_width": 21,
    "page_height": 29.7,
    "left_margin": 2.2,
    "right_margin": 2.2,
    "top_margin": 2.2,
    "bottom_margin": 2.6,
}  # A4, in centimetres
HANGING = 1.5  # centimetres between a number and its paragraph
LISTED = 2  # levels of headings in the contents
NUMBERING = "70"  # of the headings; the template uses those below 10, and an id twice is a broken document
MARK = "heading-{}"
BESIDE_CELL = 4  # points on each side: `widths` reckons with them
POINT, TWIP = 12_700, 635  # in the units that Word measures in (EMU)
CENTIMETRE = 360_000


def points(count: float) -> int:
    return round(count * POINT)


def centimetres(count: float) -> int:
    return round(count * CENTIMETRE)


def new_document(*, footer: str, counts: bool = True) -> "Document":
    """An empty A4 document: typeface, English, a footer with its words and the page, and headings that Word counts."""
    import docx  # noqa: PLC0415 heavy: only who asks for Word needs it
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 loads python-docx, which is heavy

    document = docx.Document()
    for name in ("Normal", "List Bullet", "List Number", "Caption", *SIZES):
        _set_font(_style(document, name), SIZES.get(name))
    note = document.styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = document.styles["Normal"]
    _set_font(note, 8.5, GREY)
    _style(document, "Normal").font.size = points(10.5)
    _plain_title(document)
    _style(document, "Caption").font.bold = True
    _style(document, "Caption").paragraph_format.keep_with_next = True
    _speak_english(document)
    if counts:
        _number_headings(document)
    page = document.sections[0]
    for name, length in MARGINS.items():
        setattr(page, name, centimetres(length))
    _footer(document, footer)
    return document


def _style(document: "Document", name: str) -> "ParagraphStyle":
    return cast("ParagraphStyle", document.styles[name])


def _set_font(style: "ParagraphStyle", size: float | None = None, colour: str = INK) -> None:
    from docx.shared import RGBColor  # noqa: PLC0415 loads python-docx, which is heavy

    style.font.name, style.font.color.rgb, style.font.italic = FONT, RGBColor.from_string(colour), False
    if size:
        style.font.size = points(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(_name(f"w:{name}"), FONT)


def _plain_title(document: "Document") -> None:
    """Without the line and the wide letters of the template, as on paper."""
    _style(document, "Title").font.bold = True
    for name, unwanted in (("Title", "w:pBdr"), ("Title", "w:spacing"), ("Subtitle", "w:spacing")):
        style = _style(document, name).element
        for part in (style.pPr, style.rPr):
            found = None if part is None else part.find(_name(unwanted))
            if found is not None and (unwanted == "w:pBdr" or part is style.rPr):
                part.remove(found)


def _speak_english(document: "Document") -> None:
    """A screen reader takes the voice from here."""
    for found in document.styles.element.iter(_name("w:lang")):
        found.set(_name("w:val"), LANGUAGE)
    settings = document.settings.element
    theme = settings.find(_name("w:themeFontLang"))
    if theme is not None:
        theme.set(_name("w:val"), LANGUAGE)


def _number_headings(document: "Document") -> None:
    """1, 1.1, 1.1.1: the numbers belong to the heading styles, so that Word counts them."""
    numbering = document.part.numbering_part.element
    abstract = _element("w:abstractNum", abstractNumId=NUMBERING)
    abstract.append(_element("w:multiLevelType", val="multilevel"))
    for level in range(4):
        one = _element("w:lvl", ilvl=str(level))
        pattern = ".".join(f"%{at + 1}" for at in range(level + 1))
        for name, value in (
            ("start", "1"), ("numFmt", "decimal"), ("pStyle", f"Heading{level + 1}"), ("suff", "space"),
            ("lvlText", pattern), ("lvlJc", "left"),
        ):  # fmt: skip
            one.append(_element(f"w:{name}", val=value))
        abstract.append(one)
    first = numbering.find(_name("w:num"))
    held = [] if first is None else [first]
    if held:
        held[0].addprevious(abstract)
    else:
        numbering.append(abstract)
    number = _element("w:num", numId=NUMBERING)
    number.append(_element("w:abstractNumId", val=NUMBERING))
    numbering.append(number)
    for level in range(4):
        properties = _style(document, f"Heading {level + 1}").element.get_or_add_pPr().get_or_add_numPr()
        properties.append(_element("w:ilvl", val=str(level)))
        properties.append(_element("w:numId", val=NUMBERING))


def _footer(document: "Document", text: str) -> None:
    words = document.sections[0].footer.paragraphs[0]
    words.style = document.styles["Note"]
    words.add_run(f"{text} · page ")
    _field(words, "PAGE", "1")
    words.add_run(" of ")
    _field(words, "NUMPAGES", "1")


def _element(name: str, /, **attributes: str) -> "BaseOxmlElement":
    from docx.oxml import OxmlElement  # noqa: PLC0415 loads python-docx, which is heavy

    made: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        made.set(_name(f"w:{key}"), value)
    return made


def _name(short: str) -> str:
    """w:val with its namespace written out."""
    from docx.oxml.ns import qn  # noqa: PLC0415 loads python-docx, which is heavy

    return qn(short)


def _field(words: "Words", instruction: str, now: str) -> None:
    """What Word works out for itself, with what it says until then."""
    field = _element("w:fldSimple", instr=instruction)
    run = _element("w:r")
    text = _element("w:t")
    text.text = now
    run.append(text)
    field.append(run)
    words._p.append(field)


def write_runs(words: "Words", line: Line) -> None:
    """Runs at the end of a paragraph: strong, emphasis, links that can be followed."""
    for run in line:
        made = words.add_run(clean(run.text))
        made.bold, made.italic = run.bold or None, run.italic or None
        if run.link:
            made.underline = True
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            leads = words.part.relate_to(run.link, kind, is_external=True)
            link = _element("w:hyperlink", history="1")
            link.set(_name("r:id"), leads)
            made._r.addprevious(link)
            link.append(made._r)


def new_list(document: "Document") -> str:
    """The number of a list that counts from 1 anew, in the look of the style."""
    numbering = document.part.numbering_part.element
    style = _style(document, "List Number").element.pPr.numPr.numId.val
    like = next(one for one in numbering.num_lst if one.numId == style)
    made = numbering.add_num(like.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return str(made.numId)


class Styled:
    """Puts pieces at the end of a document."""

    def __init__(self, document: "Document") -> None:
        self.document = document

    def paragraph(self, text: str, style: str = "Normal") -> "Words":
        """One paragraph; a new line within it stays one."""
        return self.document.add_paragraph(text, style)

    def heading(self, text: str, level: int, *, mark: int, on_new_page: bool = False) -> None:
        """A heading of its level that the contents can lead to."""
        words = self.document.add_paragraph(style=f"Heading {level}")
        if on_new_page:
            words.paragraph_format.page_break_before = True
        words._p.append(_element("w:bookmarkStart", id=str(mark), name=MARK.format(mark)))
        words.add_run(text)
        words._p.append(_element("w:bookmarkEnd", id=str(mark)))

    def line(self, line: Line, *, number: str = "", style: str = "Normal") -> "Words":
        """A paragraph with marks; with a number it hangs beside it."""
        words = self.document.add_paragraph(style=style)
        if number:
            form = words.paragraph_format
            form.left_indent, form.first_line_indent = centimetres(HANGING), centimetres(-HANGING)
            form.tab_stops.add_tab_stop(centimetres(HANGING))
            words.add_run(f"{number}\t")
        write_runs(words, line)
        return words

    def listed(self, items: Sequence[Line], *, is_ordered: bool) -> None:
        """A list; a numbered one begins with 1 again."""
        numbers = new_list(self.document) if is_ordered else ""
        for item in items:
            words = self.line(item, style="List Number" if is_ordered else "List Bullet")
            if numbers:
                properties = words._p.get_or_add_pPr().get_or_add_numPr()
                properties.append(_element("w:ilvl", val="0"))
                properties.append(_element("w:numId", val=numbers))

    def grid(self, head: Sequence[Line], rows: Sequence[Sequence[Line]], *, width: float) -> None:
        """A simple table of lines, its columns alike."""
        texts = [["".join(clean(run.text) for run in cell) for cell in row] for row in (head, *rows)]
        each = [width / len(head)] * len(head)
        self.table(texts[0], texts[1:], [False] * len(head), widths=each, size=10, title="Table")

    def contents(self, headings: Sequence[tuple[str, int, int]]) -> None:
        """Where it says what: links to the headings (text, level, mark) of the first levels."""
        self.document.add_paragraph("Contents", "Subtitle")
        for text, level, mark in headings:
            if level <= LISTED:
                words = self.document.add_paragraph()
                words.paragraph_format.left_indent = centimetres(0.6 * (level - 1))
                words.paragraph_format.space_after = points(2)
                link = _element("w:hyperlink", anchor=MARK.format(mark), history="1")
                run = words.add_run(text)
                link.append(run._r)
                words._p.append(link)

    def caption(self, kind: str, number: int, text: str) -> None:
        words = self.document.add_paragraph(style="Caption")
        words.add_run(f"{kind} ")
        _field(words, f"SEQ {kind} \\* ARABIC", str(number))
        words.add_run(f": {text}")

    def picture(self, png: bytes, width: float, *, words: str) -> None:
        """A picture so many centimetres wide that says in words what it shows."""
        shape = self.document.add_picture(io.BytesIO(png), width=centimetres(width))
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        shape._inline.docPr.set("descr", words)
        shape._inline.docPr.set("title", words.partition(". ")[0])

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        is_number: Sequence[bool],
        *,
        widths: Sequence[float],
        size: float,
        title: str,
    ) -> None:
        """A table whose first row is its heading on every page and whose first column names the row."""
        table = self.document.add_table(rows=0, cols=len(heads))
        table.autofit = False
        _describe(table, title)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = centimetres(width)
        for at, texts in enumerate([heads, *rows]):
            cells = [
                _cell(text, width, size, is_bold=at == 0, is_right=right)
                for text, width, right in zip(texts, widths, is_number, strict=True)
            ]
            table._tbl.append(_row(cells, is_heading=at == 0))
        self.document.add_paragraph(style="Note")


def _row(cells: Sequence["BaseOxmlElement"], *, is_heading: bool) -> "BaseOxmlElement":
    """A row that no page breaks; the first is the heading, on every page."""
    row, properties = _element("w:tr"), _element("w:trPr")
    properties.append(_element("w:cantSplit"))
    if is_heading:
        properties.append(_element("w:tblHeader"))
    row.extend([properties, *cells])
    return row


def _cell(text: str, width: float, size: float, *, is_bold: bool, is_right: bool) -> "BaseOxmlElement":
    """One cell, made here because python-docx takes ten times as long; a table has thousands."""
    cell, about, words = _element("w:tc"), _element("w:tcPr"), _element("w:p")
    about.append(_element("w:tcW", w=str(centimetres(width) // TWIP), type="dxa"))
    lines = _element("w:pPr")
    lines.append(_element("w:spacing", after="40"))
    if is_right:
        lines.append(_element("w:jc", val="right"))
    run, look = _element("w:r"), _element("w:rPr")
    if is_bold:
        look.append(_element("w:b"))
    look.append(_element("w:sz", val=str(round(size * 2))))
    cast("CT_R", run).text = text
    run.insert(0, look)
    words.extend([lines, run])
    cell.extend([about, words])
    return cell


def _describe(table: "Table", title: str) -> None:
    """Title for those who hear it, lines between rows, and which row and column are headings."""
    properties = table._tbl.tblPr
    look = properties.find(_name("w:tblLook"))
    if look is not None:
        properties.remove(look)
    borders = _element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=LINE))
    layout = properties.find(_name("w:tblLayout"))
    layout.addprevious(borders) if layout is not None else properties.append(borders)
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w=str(BESIDE_CELL * POINT // TWIP), type="dxa"))
    properties.append(margins)
    flags = {"firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0", "noHBand": "1", "noVBand": "1"}
    properties.append(_element("w:tblLook", val="06A0", **flags))
    properties.append(_element("w:tblCaption", val=title))
