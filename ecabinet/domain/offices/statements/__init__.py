"""The closed list of what may be said in an office's book, one file for each type: body, right, precondition, effect.

No statement is signed, sent or stored here, and none reads another's file.
Start at `catalogue`; each type has a page in `docs/statements`.
"""
