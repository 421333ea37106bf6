"""Documents as an office knows them: number, evidence of their signatures, layout.

How they travel never lives here.
Start at `number` and `evidence`.
"""
