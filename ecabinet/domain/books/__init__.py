"""What every book is to its readers: accepted statements in order, and those that a rule set aside.

XML, signatures and receipts never live here; whoever makes an `Entry` has verified them.
Start at `entry`, then `body`.
"""
