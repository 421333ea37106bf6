"""The place "Chữ ký": check any file by dropping or choosing it.

How signatures are judged never lives here, nor what a store holds.
Start at `signatures_page`, which shows what `signatures_presenter` asked for.
"""
