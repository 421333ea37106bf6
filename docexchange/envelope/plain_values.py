"""One object of a META file read strictly: unknown keys, wrong kinds and wrong dates are refused with their place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from docexchange.envelope.errors import FactMissing, MetaKeyUnknown, MetaValueWrong
from docexchange.envelope.moments import VIETNAM

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST = 20_000


class Values:
    """The values of one object; a missing key and null are the same."""

    def __init__(self, data: object, path: str, keys: Collection[str]) -> None:
        """Raises MetaValueWrong, MetaKeyUnknown."""
        if not isinstance(data, Mapping):
            raise MetaValueWrong(path=path or "/")
        self._data = data
        self._path = path
        for key in data:
            if key not in keys:
                raise MetaKeyUnknown(path=self.place(str(key)))

    def place(self, key: str) -> str:
        """Where the key stands in the file."""
        return f"{self._path}.{key}" if self._path else key

    def text(self, key: str) -> str:
        """Text, empty when missing."""
        value = self._data.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise MetaValueWrong(path=self.place(key))
        return value.strip()

    def whole(self, key: str) -> int | None:
        """A whole number."""
        value = self._data.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise MetaValueWrong(path=self.place(key))
        return value

    def truth(self, key: str) -> bool:
        """true or false; missing is false."""
        value = self._data.get(key)
        if value is not None and not isinstance(value, bool):
            raise MetaValueWrong(path=self.place(key))
        return bool(value)

    def day(self, key: str) -> date | None:
        """`yyyy-MM-dd`."""
        text = self.text(key)
        if not text:
            return None
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise MetaValueWrong(path=self.place(key))

    def moment(self, key: str) -> datetime | None:
        """ISO 8601; Vietnam's time when no zone is written."""
        text = self.text(key)
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise MetaValueWrong(path=self.place(key)) from None
        return (moment if moment.tzinfo is not None else moment.replace(tzinfo=VIETNAM)).replace(microsecond=0)

    def group(self, key: str, keys: Collection[str]) -> Values | None:
        """An object, None when missing."""
        value = self._data.get(key)
        return None if value is None else Values(value, self.place(key), keys)

    def needed(self, key: str, keys: Collection[str]) -> Values:
        """An object that must be there. Raises FactMissing."""
        group = self.group(key, keys)
        if group is None:
            raise FactMissing(path=self.place(key))
        return group

    def groups(self, key: str, keys: Collection[str]) -> Iterator[Values]:
        """A list of objects."""
        for place, value in enumerate(self._list(key)):
            yield Values(value, f"{self.place(key)}[{place}]", keys)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        texts: list[str] = []
        for value in self._list(key):
            if not isinstance(value, str):
                raise MetaValueWrong(path=self.place(key))
            texts.append(value.strip())
        return tuple(texts)

    def _list(self, key: str) -> list[object]:
        value = self._data.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or len(value) > _MOST:
            raise MetaValueWrong(path=self.place(key))
        return value
