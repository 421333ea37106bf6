"""Officials and what their post lets them do.

Keys, certificates and logins never live here.
Start at `official`.
"""
