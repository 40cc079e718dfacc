"""Official letters: their texts as data, Arabic layout, the PDF, and the register that numbers them.

Top to bottom: ``desk`` issues and reprints; ``values`` gathers what a case says; ``compose`` makes the text, pure;
``render`` makes the pages from it. Below them stands the layout that ReportLab lacks for Arabic: ``paragraph`` and
``lines`` break lines, ``bidi`` orders them, ``shaping`` asks HarfBuzz for glyphs, ``drawing`` and ``pdffont`` write
them.

``seal`` makes a drawn letter an archived and signed one, ``code`` draws what ``token`` says into its head; ``verify``
checks both again, ``scan`` finds codes on paper that comes back. ``keyring`` and ``authority`` hold the keys to that.
The only room that knows ReportLab, HarfBuzz, pikepdf, pyHanko and zxing.
"""
