"""Official documents set in type by Typst: data is checked, numbered, compiled to PDF/A, and open places are reported.

The forms themselves live in `resources/templates`; nothing is signed or stored here.
Start at `typesetter`, then `document_data`.
"""
