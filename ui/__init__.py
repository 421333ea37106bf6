"""What one sees, and the command line.

Rules, SQL and XML never live here.
Start at `cli`.
"""
