"""Marks and actuals set by hand so that boundaries, ties and classes happen where docs/sample.md says."""

# (office, quarter): the committee's marks
COMMITTEE_MARKS = {}
# (person, quarter): the panel's marks for the component Q
PANEL_MARKS = {}
# (person, quarter): the panel's marks for DJ-01
LINE_MARKS = {}
# (holder, indicator, quarter): actual
TUNED_ACTUALS = {}
