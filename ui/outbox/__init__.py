"""The place "Văn bản đi": what was sent, how far it got with each addressee, and what still waits.

Rules and storage never live here, nor other places of the window.
Start at `outbox_page`, which shows what `outbox_presenter` asked for.
"""
