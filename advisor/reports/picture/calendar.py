"""The ends of contracts as a calendar file: one event a day and product, with a reminder ahead."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from advisor.reports.papers.cleaning import clean_text
from advisor.reports.picture.context import ReportedList
from advisor.reports.picture.words import Words
from advisor.reports.tally import Tally

AHEAD = timedelta(days=180)
"""A contract is renewed or replaced in about six months: that is when the reminder comes."""


def render_calendar(lists: Sequence[ReportedList], lang: str) -> bytes:
    """Write the ends of lists as iCalendar; a month or a year alone stands on its last day, and says so.

    The same lists give the same bytes.
    """
    words = Words(lang)
    calendar = Calendar()
    calendar.add("prodid", "-//Ou equivalent//Renewals//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words.pick("Renouvellements de logiciels", "Software renewals"))
    for one in lists:
        stamp = datetime.fromisoformat(one.answer["created"])
        for (end, name), tally in sorted(one.gathered.ends.items()):
            calendar.add_component(_event(one.segment, end, clean_text(name), tally, stamp, words))
    return bytes(calendar.to_ical())


def _event(segment: str, end: str, name: str, tally: Tally, stamp: datetime, words: Words) -> Event:
    day = last_day(end)
    event = Event()
    identity = hashlib.sha256(f"{segment}\0{end}\0{name}".encode()).hexdigest()[:32]
    event.add("uid", f"{identity}@ou-equivalent")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", words.pick(f"Fin : {name}", f"End: {name}"))
    share = tally.shape()
    parts = [
        words.pick("Liste", "List") + f" : {clean_text(segment)}",
        words.plural(share["rows"], words.pick("{n} ligne", "{n} line"), words.pick("{n} lignes", "{n} lines")),
    ]
    if share["amount_eur"] is not None:
        parts.append(words.euros(share["amount_eur"]))
    if len(end) < 10:
        parts.append(words.pick(f"date écrite : {words.day(end)}", f"date as written: {words.day(end)}"))
    event.add("description", "\n".join(parts))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words.pick(f"Préparer la suite : {name}", f"Prepare what follows: {name}"))
    alarm.add("trigger", -AHEAD)
    event.add_component(alarm)
    return event


def last_day(end: str) -> date:
    """Return the last day an ISO date may mean: of the year, of the month, or the day itself."""
    if len(end) == 4:
        return date(int(end), 12, 31)
    if len(end) == 7:
        year, month = int(end[:4]), int(end[5:7])
        return (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
    return date.fromisoformat(end[:10])
