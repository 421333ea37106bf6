"""The form fonts as PDF objects (ISO 32000-1, 9.7): Type 0 over CIDFontType2, valid in PDF/A-1b and A-2b."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from signing.pdf.form_fonts import FormFont

_NONSYMBOLIC_SERIF, _ITALIC = 32 | 2, 64


def embed(pdf: pikepdf.Pdf, face: FormFont) -> Dictionary:
    """The font dictionary of `face`, with its program, widths, CIDSet and ToUnicode."""
    name = Name("/" + face.base_name)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, face, name)),
        CIDToGIDMap=Name.Identity,
        DW=0,
        W=Array([0, Array(list(face.advances))]),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(_to_unicode(face)),
    )


def _descriptor(pdf: pikepdf.Pdf, face: FormFont, name: Name) -> Dictionary:
    glyphs = len(face.advances)
    bits = (1 << glyphs) - 1 << (-glyphs % 8)
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_NONSYMBOLIC_SERIF | (_ITALIC if face.style == "italic" else 0),
        FontBBox=Array(list(face.box)),
        ItalicAngle=face.italic_angle,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=662,
        StemV=80,
        CIDSet=pdf.make_stream(bits.to_bytes((glyphs + 7) // 8, "big")),
        FontFile2=pdf.make_stream(face.program, Length1=len(face.program)),
    )


def _to_unicode(face: FormFont) -> bytes:
    pairs = "\n".join(f"<{glyph:04X}> <{code:04X}>" for code, glyph in sorted(face.glyphs.items()))
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{len(face.glyphs)} beginbfchar
{pairs}
endbfchar
endcmap
CMapName currentdict /CMap defineresource pop
end
end
""".encode()
