"""PDFs: pages, fonts, tables, forms, signatures and packages. No Qt, knows no module.

document   Paper, PaperFacts: sheets, foot, 照合 code, metadata, bytes · styles: types, formats, margins
flow       Flow: from top to bottom over sheets; text, paragraph, heading · sheet: text and lines in mm
table      draw_table: the one table · fields: labelled values · bank: account boxes
letter     draw_letter and its pieces · foot: contact, signers · stamp: stamps, 署名欄 · marks: tags, ticks
continuation   続紙 · recovery: the recovery code's sheet · render: pictures of pages, text of pages
glyphs     MissingGlyph, missing_in · lines: line breaking · fonts, embed: what is set with what, and embedded

Text is drawn as it is: there is no markup, so nothing typed can become any.
"""
