#!/usr/bin/env python3
"""Writes the sample park: input/calendar.csv and one folder for each quarter.

The park, its people and its firms are invented. The same program writes the same bytes every time: no clock, no
random state. Run it from anywhere; it needs nothing beyond Python's own library.

    python3 Benchmarks/sample/generate.py [folder]
"""

import csv
import hashlib
import io
import shutil
import sys
from pathlib import Path

import story
from chance import draw, pick
from dates import QUARTER_END, SPANS, add_working_days, calendar_rows
from ledgers import appeal_rows, project_rows, survey_rows, visit_rows
from plan import (
    ACTUALS, FREE, INDICATOR, INDICATORS, NO_OWN_LINES, OFFICE_EXTRA, OFFICE_LEVEL, OFFICE_TARGETS, ORIGIN, PARK,
    PERSON_TARGETS, RATES, TRANSFERRED,
)
from roster import (
    ENTERPRISES, LEADERS, MOVES, OFFICES, OFFICE_NAME, PERSON, QUARTERS, enterprise_code, in_post, office_of,
)
from tuning import COMMITTEE_MARKS, LINE_MARKS, PANEL_MARKS, TUNED_ACTUALS

SIGNED = ["2025-04-10", "2025-07-10", "2025-10-15", "2026-01-12"]
SIGNER = "苏令仪"
# What Excel and WPS write, to show that all of it is read: (quarter, table): encoding and line end
ENCODINGS = {("2025Q3", "visits"): "gb18030", ("2025Q4", "people"): "utf-8-sig", ("2025Q2", "talks"): "utf-8"}
CRLF = set(ENCODINGS)

COLUMNS = {
    "offices": "股室代码 股室名称 负责人工号 分管领导",
    "people": "工号 姓名 股室代码 岗位 职级 岗位系数 谈话人 状态 到岗日期 离岗日期",
    "indicators": "指标代码 指标名称 类别 大组 小组 单位 方向 口径 计分法 参数 满分 责任股室 数据来源 标签",
    "targets": "指标代码 对象 对象代码 目标值 满分 期限 来源",
    "results": "指标代码 对象 对象代码 实际值 截至日期 佐证 说明",
    "ratings": "对象 对象代码 指标代码 评委序号 分数 评语",
    "spotchecks": "抽查编号 日期 对象 对象代码 事项 扣分 佐证 性质",
    "exemptions": "指标代码 事项编号 对象 对象代码 事由 批准人 批准日期",
    "projects": "项目代码 项目名称 类型 阶段 责任人工号 股室代码 计划进度 实际进度 截至日期 滞后原因 原因类别 认领日期",
    "visits": "日期 工号 企业代码 主题",
    "appeals": "诉求编号 企业代码 类别 提出日期 响应日期 办结日期 时限 经办人工号 评价",
    "enterprises": "企业代码 企业名称 简称 规上 重点项目",
    "survey": "问卷编号 企业代码 股室代码 评价",
    "cases": "案例编号 标题 指标代码 项目类型 阶段 原因类别 做法 成效 提供股室 同意引用",
    "proposals": "申报编号 工号 指标名称 理由 目标值 满分 状态 审核人 生效期",
    "rectifications": "整改编号 来源 对象 对象代码 问题 目标 措施 责任单位 时限 延期至 延期批准人 申请日期 状态 验收人 验收日期 佐证",
    "talks": "工号 谈话人 日期 类型 约定事项 期限",
    "objections": "工号 日期 事项 结论 答复日期",
    "decisions": "种类 对象 对象代码 牌号 建议 审定 理由 决定人 日期",
    "cards": "牌号 对象 对象代码 牌别 事由 事实季度 签发日期 整改期限 销牌日期",
}


# MARK: offices, people, indicators

def offices(quarter):
    return [dict(zip(["股室代码", "股室名称", "负责人工号", "分管领导"], row)) for row in sorted(OFFICES)]


def people(quarter):
    rows = [{
        "工号": code, "姓名": name, "股室代码": "DZ", "岗位": post, "职级": rank, "谈话人": "L001", "状态": "领导",
    } for code, name, post, rank in LEADERS]
    for code in in_post(quarter):
        _, name, office, post, rank, factor, *_ = PERSON[code]
        row = {"工号": code, "姓名": name, "股室代码": office, "岗位": post, "职级": rank, "岗位系数": factor, "状态": "在岗"}
        row.update(MOVES.get((code, quarter), {}))
        row["谈话人"] = talk_leader(code, row["股室代码"])
        rows.append(row)
    return rows


def talk_leader(person, office):
    """An office's head talks with its people, the supervising leader with the head."""
    _, _, head, leader = next(row for row in OFFICES if row[0] == office)
    return leader if person == head else head


def indicators(quarter):
    return [dict(zip(COLUMNS["indicators"].split(), row)) for row in sorted(INDICATORS)]


def enterprises(quarter):
    return [{
        "企业代码": enterprise_code(index), "企业名称": name, "简称": short, "规上": yes(above), "重点项目": yes(key),
    } for index, (name, short, above, key) in enumerate(ENTERPRISES)]


def yes(flag):
    return "是" if flag else "否"


# MARK: targets and results

def office_lines():
    """(office, indicator) of every office line."""
    lines = {(row[11], row[0]) for row in INDICATORS}
    return lines | {(office, code) for office, extra in OFFICE_EXTRA.items() for code in extra}


def person_lines(person, quarter):
    lines = NO_OWN_LINES.get((person, quarter))
    if lines is not None:
        return lines
    own = TRANSFERRED.get((person, quarter), PERSON_TARGETS[person])
    return {**own, "DJ-01": 90, "DJ-04": 100}


def lines(quarter):
    """(indicator, kind, holder, target, full points or empty), sorted."""
    rows = [(code, "股室", office, OFFICE_TARGETS[code], "") for office, code in office_lines()]
    for person in in_post(quarter):
        for code, target in person_lines(person, quarter).items():
            value, full = target if isinstance(target, tuple) else (target, "")
            rows.append((code, "个人", person, value, full))
    rows = [(c, k, h, t[quarter] if isinstance(t, list) else t, f) for c, k, h, t, f in rows]
    return sorted(rows, key=lambda row: (row[0], row[1] != "股室", row[2]))


def targets(quarter):
    return [{
        "指标代码": code, "对象": kind, "对象代码": holder, "目标值": target, "满分": full, "期限": QUARTER_END[quarter],
        "来源": ORIGIN.get(code, "岗位职责" if kind == "个人" and code.startswith("DJ") else "分解"),
    } for code, kind, holder, target, full in lines(quarter)]


def results(quarter):
    rows = []
    for code, kind, holder, _, _ in lines(quarter):
        source, method = INDICATOR[code][12], INDICATOR[code][8]
        if ":" in source or method == "F" or (holder, code, quarter) in story.NOT_REPORTED:
            continue
        actual, remark = reported(code, holder, quarter)
        if actual is None:
            continue
        last = SPANS[quarter][1]
        if quarter == 5 and code in story.APRIL:
            last = "2026-04-30"
        if code in ("ZH-11", "ZH-12") and kind == "股室" and quarter < 5:
            rows.append(monthly(code, kind, holder, actual, quarter, source))
        rows.append({
            "指标代码": code, "对象": kind, "对象代码": holder, "实际值": actual, "截至日期": last,
            "佐证": f"{source}（{int(last[:4])}年{int(last[5:7])}月）", "说明": remark,
        })
    # The approved self-declared indicator that is in force from this quarter on.
    if quarter == 5:
        rows.append({"指标代码": "SB2026Q1-01", "对象": "个人", "对象代码": "P028", "实际值": 2, "截至日期": "2026-05-31",
                     "佐证": "指标申报审批表（2026年5月）", "说明": ""})
    return rows


def monthly(code, kind, holder, actual, quarter, source):
    """The report of the month before: an older row of the same target, which does not count."""
    month_end = SPANS[quarter][0][:5] + {0: "02-28", 1: "05-31", 2: "08-31", 3: "11-30", 4: "02-28"}[quarter]
    value = int(actual) - 1 if code == "ZH-12" else f"{float(actual) * 0.82:.1f}"
    return {"指标代码": code, "对象": kind, "对象代码": holder, "实际值": value, "截至日期": month_end,
            "佐证": f"{source}（{int(month_end[:4])}年{int(month_end[5:7])}月）", "说明": ""}


def reported(code, holder, quarter):
    """The typed actual and its remark; `None` when no row was handed in."""
    key = (holder, code, quarter)
    if key in story.STORY_ACTUALS:
        return story.STORY_ACTUALS[key]
    if key in TUNED_ACTUALS:
        return TUNED_ACTUALS[key], ""
    series = ACTUALS.get((holder, code)) or PARK.get(code)
    if series is not None:
        return series[quarter], ""
    if INDICATOR[code][2] == "激励":
        return None, ""
    if quarter == 5 and draw((key, "late"), 9) == 0:
        return None, ""
    return rate(code, holder, quarter), ""


def rate(code, holder, quarter):
    """A routine rate near 100. Everybody is one level lower in the pilot's first quarter."""
    level = OFFICE_LEVEL.get(holder) or PERSON[holder][6]
    if quarter == 0:
        level = {"A": "B", "B": "C", "C": "C"}[level]
    return pick((holder, code, quarter), RATES[level])


# MARK: marks

COMMENTS = ["工作扎实", "主动服务意识强", "进度需再抓紧", "材料质量有提升", "协调能力较好", "创新举措可再多些"]


def ratings(quarter):
    if quarter == 5:
        return []
    rows = []
    # the committee did not meet on the offices in the first quarter of the pilot
    for office in sorted(OFFICE_NAME) if quarter else []:
        marks = COMMITTEE_MARKS.get((office, quarter)) or spread((office, quarter), 88, 7)
        rows += mark_rows("股室", office, "", marks)
    rows += mark_rows("股室", "DQ", "DJ-01", spread(("DQ", "DJ-01", quarter), 93, 7))
    for person in in_post(quarter):
        mean = PERSON[person][7]
        if "DJ-01" in person_lines(person, quarter):
            marks = LINE_MARKS.get((person, quarter)) or spread((person, "DJ-01", quarter), mean, 5)
            rows += mark_rows("个人", person, "DJ-01", marks)
        marks = PANEL_MARKS.get((person, quarter)) or spread((person, "Q", quarter), mean, 7)
        rows += mark_rows("个人", person, "", marks)
    return sorted(rows, key=lambda row: (row["对象"] != "股室", row["对象代码"], row["指标代码"], row["评委序号"]))


def spread(key, mean, raters):
    """Whole marks around a mean."""
    return [min(100, mean - 4 + draw((key, rater), 9)) for rater in range(raters)]


def mark_rows(kind, holder, code, marks):
    return [{
        "对象": kind, "对象代码": holder, "指标代码": code, "评委序号": number, "分数": mark,
        "评语": pick((kind, holder, code, number), COMMENTS) if draw((holder, mark, number), 15) == 0 else "",
    } for number, mark in enumerate(marks, 1)]


# MARK: findings, exemptions, library

def spotchecks(quarter):
    titles = ["日期", "对象", "对象代码", "事项", "扣分", "佐证", "性质"]
    return [{"抽查编号": f"CC{QUARTERS[quarter]}-{number:02d}", **dict(zip(titles, row))}
            for number, row in enumerate(story.SPOT_CHECKS[quarter], 1)]


def exemptions(quarter):
    rows = []
    for code, kind, holder, reason, approver, day in story.EXEMPTIONS[quarter]:
        column = "指标代码" if code in INDICATOR else "事项编号"
        rows.append({column: story.matter(code), "对象": kind, "对象代码": holder, "事由": reason, "批准人": approver,
                     "批准日期": day})
    return rows


def cases(quarter):
    """The library grows: each quarter's folder holds all of it."""
    titles = ["标题", "指标代码", "项目类型", "阶段", "原因类别", "做法", "成效", "提供股室", "同意引用"]
    count = [14, 17, 20, 23, 25, 26][quarter]
    return [{"案例编号": f"AL{number:03d}", **dict(zip(titles, [*row[:8], yes(row[8])]))}
            for number, row in enumerate(story.CASES[:count], 1)]


def proposals(quarter):
    titles = ["工号", "指标名称", "理由", "目标值", "满分", "状态", "审核人", "生效期"]
    return [{"申报编号": f"SB{QUARTERS[quarter]}-{number:02d}", **dict(zip(titles, row))}
            for number, row in enumerate(story.PROPOSALS[quarter], 1)]


# MARK: cards and people

def rectifications(quarter):
    """Items opened by the quarter's end and not ended before it began, in the state of that day."""
    first, last = SPANS[quarter]
    rows = []
    for number, item in enumerate(story.RECTIFICATIONS, 1):
        source, kind, holder, problem, goal, measure, unit, opened, due, extension, applied, accepted, lifted = item
        ended = story.TERMINATED.get(source) or lifted
        if opened > last or (ended and ended < first):
            continue
        row = {"整改编号": f"ZG{opened[:4]}-{number:03d}", "来源": source, "对象": kind, "对象代码": holder, "问题": problem,
               "目标": goal, "措施": measure, "责任单位": OFFICE_NAME[unit], "时限": due, "状态": "整改中"}
        if extension and opened <= last:
            row["延期至"], row["延期批准人"] = extension
        if applied and applied <= last:
            row.update({"申请日期": applied, "状态": "待验收", "佐证": "整改报告及照片"})
        if accepted and accepted[0] <= last:
            row.update({"验收日期": accepted[0], "验收人": accepted[1], "状态": "已验收"})
        if lifted and lifted <= last:
            row["状态"] = "已销号"
        if source in story.TERMINATED and story.TERMINATED[source] <= last:
            row["状态"] = "已终止"
        rows.append(row)
    return rows + registered_items(quarter, first, last)


def registered_items(quarter, first, last):
    """Items of the program's, in the state of the quarter's last day; a settled one stands in one folder only."""
    rows = []
    for number, item in enumerate(story.ITEMS, 1):
        id, kind, holder, office, problem, goal, measure, opened, due, applied, accepted, ended = item
        settled = ended or accepted
        if opened > last or (settled and settled < first):
            continue
        row = {"整改编号": f"TZ{opened[:4]}-{number:03d}", "来源": id, "对象": kind, "对象代码": holder, "问题": problem,
               "目标": goal, "措施": measure, "责任单位": OFFICE_NAME[office], "时限": due, "状态": "整改中"}
        if applied and applied <= last:
            row.update({"申请日期": applied, "状态": "待验收", "佐证": "整改说明"})
        if accepted and accepted <= last:
            row.update({"验收日期": accepted, "验收人": story.ACCEPTED_BY[office], "状态": "已销号"})
        if ended and ended <= last:
            row.update({"状态": "已终止", "佐证": "本人已离岗，报分管领导同意终止"})
        rows.append(row)
    return rows


PROMISES = [
    "每周梳理一次短板指标并报送进度", "月底前完成台账补录", "每月至少提交一条改进建议", "牵头办结两件疑难诉求", "补齐项目归档资料",
    "参加一次业务培训并内部分享", "与牵头股室建立周对账", "按旬报送项目进度",
]


def talks(quarter):
    """Feedback talks after the last sign-off, and the talks that cards ask for."""
    first, last = SPANS[quarter]
    rows = []
    if quarter == 0:
        rows = [{"工号": "P015", "谈话人": "P012", "日期": "2025-01-16", "类型": "警示", "约定事项": "按月报送外资到账凭证",
                 "期限": "2025-02-11"}]
    elif quarter < 5:
        here = set(in_post(quarter)) & set(in_post(quarter - 1))
        for person in sorted(here):
            day = add_working_days(SIGNED[quarter - 1], 2 + draw((person, quarter, "talk"), 8))
            row = {"工号": person, "谈话人": talk_leader(person, office_of(person, quarter)), "日期": day, "类型": "反馈"}
            if draw((person, quarter, "promise"), 5) < 3:
                row.update({"约定事项": pick((person, quarter), PROMISES), "期限": QUARTER_END[quarter]})
            if MOVES.get((person, quarter), {}).get("状态") != "长期请假" and MOVES.get(
                    (person, quarter), {}).get("离岗日期", "9") > day:
                rows.append(row)
    rows += [dict(zip(["工号", "谈话人", "日期", "类型", "约定事项", "期限"], row)) for row in story.CARD_TALKS
             if first <= row[2] <= last]
    return sorted(rows, key=lambda row: (row["日期"], row["工号"]))


def objections(quarter):
    return [dict(zip(["工号", "日期", "事项", "结论", "答复日期"], row)) for row in story.OBJECTIONS[quarter]]


def decisions(quarter):
    """Decisions of the committee, and the liftings that follow accepted rectifications."""
    titles = ["种类", "对象", "对象代码", "牌号", "建议", "审定", "理由", "决定人", "日期"]
    rows = [dict(zip(titles, row)) for row in story.DECISIONS[quarter]]
    first, last = SPANS[quarter]
    for item in story.RECTIFICATIONS:
        card, lifted = item[0], item[12]
        if lifted and first <= lifted <= last and "Q" in card:
            rows.append(dict(zip(titles, ["销牌", item[1], item[2], card, "无", "销牌", "整改事项已验收", "党工委", lifted])))
    order = ["等次", "赋牌", "销牌", "撤牌"]
    return sorted(rows, key=lambda row: (order.index(row["种类"]), row["日期"], row["对象代码"]))


def cards(quarter):
    return sorted(story.PAPER_CARDS, key=lambda row: row["牌号"]) if quarter == 0 else []


TABLES = {
    "offices": offices, "people": people, "indicators": indicators, "targets": targets, "results": results,
    "ratings": ratings, "spotchecks": spotchecks, "exemptions": exemptions, "projects": project_rows,
    "visits": visit_rows, "appeals": appeal_rows, "enterprises": enterprises, "survey": survey_rows, "cases": cases,
    "proposals": proposals, "rectifications": rectifications, "talks": talks, "objections": objections,
    "decisions": decisions, "cards": cards,
}


# MARK: files

def write_table(path, columns, rows, encoding, newline):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator=newline)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def write_quarter(folder, quarter):
    period = QUARTERS[quarter]
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    for table, make in TABLES.items():
        rows = make(quarter)
        if rows:
            write_table(folder / f"{table}.csv", COLUMNS[table].split(), rows,
                        ENCODINGS.get((period, table), "utf-8"), "\r\n" if (period, table) in CRLF else "\n")
    if quarter < len(SIGNED):
        write_signoff(folder, quarter)


def write_signoff(folder, quarter):
    """As `yardstick signoff` writes it, with what was signed: the folder's tables, the calendar, the scheme."""
    period, root = QUARTERS[quarter], folder.parent
    signed = sorted(folder.glob("*.csv")) + [root / "calendar.csv", root / "schemes" / "2025.xml"]
    lines = [f'  <source path="{path.relative_to(root)}" sha256="{hashlib.sha256(path.read_bytes()).hexdigest()}"/>\n'
             for path in signed]
    (folder / "signoff.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<signoff version="1" period="{period}" revision="0" date="{SIGNED[quarter]}" signer="{SIGNER}">\n'
        + "".join(lines) + "</signoff>\n", encoding="utf-8")


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "input"
    root.mkdir(parents=True, exist_ok=True)
    write_table(root / "calendar.csv", ["日期", "类型"], calendar_rows(), "utf-8", "\n")
    for quarter, period in enumerate(QUARTERS):
        write_quarter(root / period, quarter)


if __name__ == "__main__":
    main()
