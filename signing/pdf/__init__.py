"""Signatures in PDF: preparing fields, signing, filling number and date, judging.

Agency rules of numbering and Qt never live here.
Start at `fields`, then `sign`, then `validate`.
"""
