"""How a thing is signed and believed: keys, PDF and XML signatures, trust.

Documents of an office, people's roles and anything of Qt never live here; this package could be published alone.
Start at `verdict` for the words, `pdf.sign` and `xml.sign` for making, `pdf.validate` and `xml.verify` for judging.
"""
