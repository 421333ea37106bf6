"""Signatures over XML in the one strict shape: enveloped XAdES as last child of the root.

Other people's XML signatures are judged elsewhere, and no statement's meaning is known here.
Start at `sign`; `verify` accepts exactly what it writes.
"""
