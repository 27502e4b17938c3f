"""A clock that stands where it was put."""

from datetime import datetime, timedelta


class Clock:
    """Goes on by a millisecond at every look, so that no two facts have one moment."""

    def __init__(self, at: datetime):
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at
