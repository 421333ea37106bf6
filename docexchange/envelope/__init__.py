"""The edXML packet of QCVN 102:2016 (generation G1) and the signed manifest that travels in it.

Networks and stores never live here.
Start at `model`, then `write` (strict) and `read` (lenient).
"""
