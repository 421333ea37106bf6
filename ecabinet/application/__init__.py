"""What one can do: one file per verb, each a command and its function.

Formats, SQL and sockets never live here, only ports.
Start at `ports`.
"""
