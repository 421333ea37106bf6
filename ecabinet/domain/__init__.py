"""What is true: documents, dispatches, people, in frozen dataclasses.

Only the standard library; no input, output or clock.
Start at `dispatches`.
"""
