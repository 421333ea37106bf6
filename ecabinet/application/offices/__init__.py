"""What one can do in an office's book: one file per verb; each statement is signed at once and carried later.

Signatures, sockets and SQL never live here, only ports.
Start at `read_office`, then `say`, then `sync_office`.
"""
