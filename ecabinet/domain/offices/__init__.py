"""One office's record: who is in it, drafts, approvals, numbers, arrivals, directives, tasks, mandates.

Signatures, chains, files and stores never live here; the state is computed from verified entries alone.
Start at `replay`, then `office` and `statements`.
"""
