"""How it is done: store, key vault, typesetter, signatures, exchange.

Rules of the office never live here.
Start from the port each adapter serves in `application.ports`.
"""
