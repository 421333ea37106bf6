"""The numbered steps that bring a store from one shape to the next.

A step that was ever released is never changed.
Start at `step_0001_dispatches`; `upgrade` runs them.
"""
