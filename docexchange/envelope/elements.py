"""The tables both reader and writer go by: names in the packet, names in the model, longest text, in order B.

Order B is the order the platform's Java kit writes; lengths are characters, from the regulation where known.
"""

from __future__ import annotations

from typing import NamedTuple

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PREFIX = "edXML"
MISTAKEN_NAMESPACES = ("", "http://www.go.vn/eDoc", "http://www.e-doc.vn/Schema/")
G0B_NAMESPACE = "http://www.e-doc.vn/Schema/"
FOREIGN_PURPOSE = "http://edxml.gov.vn/schema"
"""Reporting to another ministry reuses the header under this namespace; those are no documents."""


class Field(NamedTuple):
    """A text element: `element` in the packet, `attribute` in the model, `limit` in characters."""

    element: str
    attribute: str
    limit: int


ORGANIZATION = (
    Field("OrganId", "organ_id", 35),
    Field("OrganizationInCharge", "in_charge", 200),
    Field("OrganName", "name", 200),
    Field("OrganAdd", "address", 250),
    Field("Email", "email", 100),
    Field("Telephone", "telephone", 50),
    Field("Fax", "fax", 50),
    Field("Website", "website", 100),
)
STAFF = (
    Field("Department", "department", 250),
    Field("DepartmentId", "department_id", 100),
    Field("Staff", "name", 100),
    Field("StaffId", "staff_id", 100),
    Field("Email", "email", 100),
    Field("Mobile", "mobile", 100),
)
CODE = (Field("CodeNumber", "number", 50), Field("CodeNotation", "notation", 50))
SIGNER = (
    Field("Competence", "competence", 100),
    Field("Position", "position", 100),
    Field("FullName", "full_name", 50),
)
REFERENCE = (
    Field("OrganId", "organ_id", 35),
    Field("Code", "code", 100),
    Field("DocumentId", "document_id", 200),
)
"""`ResponseFor` before its date."""
