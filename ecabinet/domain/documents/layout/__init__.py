"""What a page of an official document must look like: page model, its parts, rules of the layout decree, findings.

How a PDF is read and where the rule profile lies never live here; only the standard library.
Start at `check`, then `rule_table`; `page` is what is judged, `profile` by what.
"""
