"""Libraries log what hostile input makes them stumble over, with tracebacks, to standard error when nobody listens.

Our verdicts already say it; whoever wants the details configures logging and gets them. Imported for its effect.
"""

from __future__ import annotations

import logging

LIBRARIES = ("pyhanko", "pyhanko_certvalidator", "fontTools", "pikepdf")

for _name in LIBRARIES:
    logging.getLogger(_name).addHandler(logging.NullHandler())
