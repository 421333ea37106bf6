"""What can go wrong with a container, beside not being one (`asice.NotAContainer`)."""

from __future__ import annotations

from signing.errors import Refused, Unreadable


class ContainerFlawed(Unreadable):
    """A ZIP that is not laid out as a container of ours must be; programs could disagree about what is in it.

    Facts: `why`, one of end, directory, prepended, gap, header, flags, extra, method, attributes, name, duplicate,
    too-many, too-large, mimetype; `entry`, the name concerned or empty.
    """

    code = "container-flawed"


class EntryDamaged(Unreadable):
    """The packed bytes of an entry do not give what the directory says. Fact: entry."""

    code = "container-entry-damaged"


class ContainerNotWritable(Refused):
    """These files cannot be put into one container. Facts: `why` (a flaw of the name, duplicate, too-many, too-large,
    changed while it was signed), `file`."""

    code = "container-not-writable"
