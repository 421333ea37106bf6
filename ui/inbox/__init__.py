"""The place "Văn bản đến": what has come, what it proves, and the clerk's acts on it.

Rules and storage never live here, nor other places of the window.
Start at `inbox_page`, which shows what `inbox_presenter` asked for.
"""
