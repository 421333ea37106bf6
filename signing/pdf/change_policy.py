"""What may change after a signature: almost nothing in our own files, what PDF allows in foreign ones.

The library's default policy accepts, after the seal, NeedAppearances, swapped form fonts, cleared read-only flags and
new metadata; the first two make the number vanish from the page while both signatures stay "valid".
"""

from __future__ import annotations

from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    DiffPolicy,
    DSSCompareRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)

_VALUE_KEYS = frozenset({"/AP", "/V"})


def _strict() -> StandardDiffPolicy:
    archive_rules = (XrefStreamRule(), ObjectStreamRule(), DSSCompareRule())
    return StandardDiffPolicy(
        global_rules=[
            CatalogModificationRule(),
            *(rule.as_qualified(ModificationLevel.LTA_UPDATES) for rule in archive_rules),
        ],
        form_rule=FormUpdatingRule(
            field_rules=[
                SigFieldCreationRule(),
                SigFieldModificationRule(
                    allow_in_place_appearance_stream_changes=False,
                    always_modifiable=frozenset(),
                    value_update_keys=_VALUE_KEYS,
                ),
                GenericFieldModificationRule(
                    allow_in_place_appearance_stream_changes=False,
                    always_modifiable=frozenset(),
                    value_update_keys=_VALUE_KEYS,
                ),
            ],
            ignored_acroform_keys=frozenset({"/Fields"}),
        ),
    )


OWN_FILES: DiffPolicy = _strict()
"""Fields may be filled and signed, evidence and archive time stamps added; nothing else, not even metadata."""

FOREIGN_FILES: DiffPolicy = DEFAULT_DIFF_POLICY
"""What ISO 32000 lets other programs do; changes it allows are told as a remark."""
