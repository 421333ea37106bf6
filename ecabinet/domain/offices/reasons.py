"""Why a statement of an office's book is set aside; each is a finding's code with words in `ui.kit.words.office`."""

from __future__ import annotations

from enum import StrEnum

from ecabinet.domain.errors import Refusal


class Reason(StrEnum):
    # any statement
    UNKNOWN_TYPE = "unknown-type"
    NOT_FOUNDED = "not-founded"
    ALREADY_FOUNDED = "already-founded"
    NOT_AN_OFFICE = "not-an-office"
    FOUNDING_NOT_SEALED = "founding-not-sealed"
    REPEATED = "statement-repeated"
    MALFORMED = "malformed"
    NOT_A_MEMBER = "not-a-member"
    OTHER_CERTIFICATE = "other-certificate"
    ROLE_ENDED = "role-ended"
    ROLE_EXPIRED = "role-expired"
    DESK_KEY_LIMITED = "desk-key-limited"
    DESK_KEY_EXPIRED = "desk-key-expired"
    NO_RIGHT = "no-right"
    WORDS_MISSING = "words-missing"
    FILE_MISSING = "file-missing"
    # the circle
    CERTIFICATE_TAKEN = "certificate-taken"
    UNKNOWN_DESK_KEY = "unknown-desk-key"
    PROFILE_UNKNOWN = "profile-unknown"
    EPOCH_NOT_NEXT = "epoch-not-next"
    HEAD_IN_FUTURE = "head-in-future"
    # acting for somebody
    POST_DIFFERS = "post-differs"
    PREFIX_MISSING = "prefix-missing"
    MANDATE_NOT_NAMED = "mandate-not-named"
    MANDATE_WITHOUT_PREFIX = "mandate-without-prefix"
    MANDATE_UNKNOWN = "mandate-unknown"
    MANDATE_OF_ANOTHER = "mandate-of-another"
    MANDATE_PREFIX_DIFFERS = "mandate-prefix-differs"
    MANDATE_NOT_YET = "mandate-not-yet"
    MANDATE_EXPIRED = "mandate-expired"
    MANDATE_ENDED = "mandate-ended"
    MANDATE_OTHER_TYPE = "mandate-other-type"
    MANDATE_EXISTS = "mandate-exists"
    MANDATE_NOT_WRITTEN = "mandate-not-written"
    MANDATE_UNLIMITED = "mandate-unlimited"
    MANDATE_TO_ONESELF = "mandate-to-oneself"
    SUB_DELEGATION = "sub-delegation"
    # drafts
    DRAFT_UNKNOWN = "draft-unknown"
    VERSION_UNKNOWN = "draft-version-unknown"
    VERSION_NOT_NEXT = "draft-version-not-next"
    VERSION_OUTDATED = "draft-version-outdated"
    VERSION_DIFFERS = "draft-version-differs"
    NOT_THE_DRAFTER = "not-the-drafter"
    DRAFT_RETURNED = "draft-returned"
    DRAFT_SIGNED = "draft-signed"
    DRAFT_NUMBERED = "draft-numbered"
    ALREADY_APPROVED = "draft-already-approved"
    NOT_APPROVED = "draft-not-approved"
    # what the leader has signed
    REVISION_KNOWN = "revision-known"
    REVISION_UNKNOWN = "revision-unknown"
    REVISION_WITHDRAWN = "revision-withdrawn"
    REVISION_NUMBERED = "revision-numbered"
    REVISION_NOT_NUMBERED = "revision-not-numbered"
    # registers
    SERIES_UNKNOWN = "series-unknown"
    YEAR_DIFFERS = "register-year-differs"
    NUMBER_NOT_NEXT = "number-not-next"
    NUMBER_DIFFERS = "number-differs"
    ALREADY_ISSUED = "already-issued"
    SEALED_FILE_KNOWN = "sealed-file-known"
    ARRIVAL_NUMBER_NOT_NEXT = "arrival-number-not-next"
    PACKET_REGISTERED = "arrival-packet-registered"
    PACKET_REFUSED = "arrival-packet-refused"
    ARRIVAL_DOES_NOT_HOLD = "arrival-does-not-hold"
    ARRIVAL_UNDECIDED = "arrival-undecided"
    # directives and tasks
    ARRIVAL_NOT_REGISTERED = "arrival-not-registered"
    DIRECTIVE_EXISTS = "directive-exists"
    HANDLER_UNKNOWN = "handler-unknown"
    LEAD_ALSO_SUPPORTS = "lead-also-supports"
    DEADLINE_PAST = "deadline-past"
    TASK_UNKNOWN = "task-unknown"
    TASK_CLOSED = "task-closed"
    NOT_ON_TASK = "not-on-task"
    NOT_THE_LEAD = "not-the-lead"
    NOT_THE_ISSUER = "not-the-issuer"
    NOTHING_REPORTED = "nothing-reported"


class ForbiddenByOffice(Refusal):
    """The statement would be set aside, so it is not signed at all; `code` is the reason. Facts: type, by."""

    code = "forbidden-by-office"

    def __init__(self, reason: Reason, *, type: str, by: str) -> None:
        super().__init__(type=type, by=by)
        self.code = reason.value
