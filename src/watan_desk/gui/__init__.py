"""The window: pages that lay out, ask and show. Qt lives here and in ``app`` only; no rule about a case does.

``theme``, ``icons`` and ``look`` say how things look, ``background`` is the one way off the GUI thread, ``widgets``
holds the parts, ``form_view`` draws any form, ``pages`` holds a page a stage, ``main_window`` puts them together.
"""

from watan_desk.gui.steady import hold_singletons

hold_singletons()
