"""The calendar of 2025 and 2026 and counting in working days."""

from datetime import date, timedelta

# first and last day of each public holiday
HOLIDAYS = [
    ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"), ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
]
# weekend days worked in exchange
SWAPPED = [
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
    "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
]
# first day and last day on record; the last quarter runs until 31 May
SPANS = [
    ("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30"), ("2025-07-01", "2025-09-30"),
    ("2025-10-01", "2025-12-31"), ("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-05-31"),
]
QUARTER_END = ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30"]


def days(first, last):
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield day.isoformat()
        day += timedelta(1)


OFF = {day for first, last in HOLIDAYS for day in days(first, last)}
ON = set(SWAPPED)


def is_working(day):
    return day in ON or (day not in OFF and date.fromisoformat(day).weekday() < 5)


WORKING = [day for day in days("2025-01-01", "2026-12-31") if is_working(day)]
POSITION = {day: index for index, day in enumerate(WORKING)}


def working_days(quarter):
    first, last = SPANS[quarter]
    return [day for day in WORKING if first <= day <= last]


def add_working_days(day, count):
    """The count-th working day after `day`."""
    later = [other for other in WORKING if other > day]
    return day if count == 0 else later[count - 1]


def calendar_rows():
    rows = [(day, "休") for day in OFF] + [(day, "班") for day in ON]
    return [{"日期": day, "类型": kind} for day, kind in sorted(rows)]
