"""Marks and actuals set by hand so that boundaries, ties and classes happen where docs/sample.md says."""

# (office, quarter): the committee's marks
COMMITTEE_MARKS = {
    # 安全环保部 and 党政办公室 tie for the second place of the first class
    ("AH", 1): [86, 87, 88, 88, 88, 89, 92],
    ("DZ", 1): [85, 87, 87, 88, 89, 89, 91],
}
# (person, quarter): the panel's marks for the component Q
PANEL_MARKS = {
    # 宋知远: exactly 90.00, the last of the fourteen places
    ("P012", 0): [83, 85, 85, "85.5", "85.5", "85.5", 88],
    ("P032", 3): [85, 86, 87, 87, 88, 88, 90],
    ("P033", 3): [88, 84, 87, 86, 88, 87, 91],
    ("P023", 4): [82, 83, 84, 84, 84, 85, 88],
    ("P040", 4): [80, 83, 83, 84, 85, 85, 86],
}
# (person, quarter): the panel's marks for DJ-01
LINE_MARKS = {
    ("P032", 3): [91, 92, 92, 92, 93],
    ("P033", 3): [90, 92, 92, 93, 93],
    ("P023", 4): [88, 89, 90, 91, 92],
    ("P040", 4): [89, 89, 90, 90, 92],
}
# (holder, indicator, quarter): actual
TUNED_ACTUALS = {
    ("P012", "DJ-04", 0): "96.30", ("P003", "DJ-04", 0): "93.80", ("P015", "DJ-04", 0): "93.80",
    ("P016", "DJ-04", 0): "93.80", ("P021", "DJ-04", 0): "93.80", ("P028", "DJ-04", 0): "93.80",
    ("AH", "ZH-20", 1): "100", ("AH", "DJ-02", 1): "100", ("AH", "DJ-04", 1): "100",
    ("DZ", "QY-08", 1): "98.60", ("DZ", "DJ-02", 1): "100", ("DZ", "DJ-04", 1): "100", ("DZ", "DJ-06", 1): "100",
    ("AH", "ZH-20", 4): "100", ("AH", "DJ-02", 4): "100", ("AH", "DJ-04", 4): "98.60",
    # 崔明岳 and 谭舒扬 tie on the quota line
    ("P032", "DJ-02", 3): "97.00", ("P033", "DJ-02", 3): "97.00",
    ("P032", "DJ-06", 3): "100", ("P033", "DJ-06", 3): "100",
    ("P032", "DJ-04", 3): "100", ("P033", "DJ-04", 3): "100", ("P033", "DJ-05", 3): 2,
    # 郭明蔚 and 易书禾 tie on the quota line of a quarter without sign-off
    ("P023", "DJ-02", 4): "96.40", ("P040", "DJ-02", 4): "96.40",
    ("P023", "DJ-06", 4): "95.20", ("P040", "DJ-06", 4): "95.20",
    ("P023", "DJ-04", 4): "100", ("P040", "DJ-04", 4): "100",
}
