"""The day to wait for, as a calendar file to take along."""

from datetime import timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from advisor.report.report import Report
from advisor.rules.wording import subject

WARNING = timedelta(days=-30)
"""So long before the day the calendar speaks up: the materials are to be ready by then."""


def calendar_file(report: Report) -> bytes | None:
    """An all-day event on the day to wait for, with what to do; None where there is no such day.

    It holds no answer of the person's: calendars are kept on other people's servers.
    """
    lead = report.lead
    if lead.day is None:
        return None
    said = lead.later or lead.now
    event = Event()
    event.add("summary", f"{subject(report.policy)}：{said}")
    event.add("description", f"{lead.action}（{report.policy.content.pack.document}）")
    event.add("dtstart", lead.day)
    event.add("dtend", lead.day + timedelta(days=1))
    event.add("dtstamp", report.as_of)
    event.add("uid", sha256(f"{report.policy.id}{lead.day}{said}".encode()).hexdigest()[:32])
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said)
    alarm.add("trigger", WARNING)
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//junior-title-advisor//ZH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
