"""What a desk shows: one module per view, frozen rows.

Nothing is changed here.
Start at `dispatch_rows`.
"""
