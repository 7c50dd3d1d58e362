"""The ledgers: visits, appeals, projects, survey sheets."""

from chance import draw, pick, weighted
from dates import SPANS, WORKING, POSITION, add_working_days, working_days
from roster import ENTERPRISES, QUARTERS, enterprise_code

# MARK: visits

TOPICS = [
    "了解一季度生产和用工情况", "对接项目用地手续", "宣讲惠企政策兑现办法", "核实诉求办理情况", "安全生产提醒",
    "技改项目入库辅导", "融资需求对接", "数字化转型诊断", "环保设施运行回访", "订单和物流情况调研", "专精特新申报辅导",
    "水电气保障走访", "项目建设进度现场协调", "人才公寓和子女入学需求", "稳岗返还政策上门讲解",
]
# visits of each person in each quarter
VISITS = {
    "P001": [4, 5, 4, 5, 4, 2], "P002": [33, 34, 32, 36, 33, 23], "P003": [30, 24, 18, 31, 29, 18],
    "P004": [29, 30, 28, 17, 30, 21], "P005": [5, 6, 4, 6, 5, 3], "P013": [7, 8, 6, 9, 7, 5],
    "P014": [6, 5, 7, 8, 6, 4], "P016": [4, 3, 4, 2, 4, 3], "P018": [6, 7, 6, 8, 6, 5], "P020": [3, 4, 3, 4, 3, 2],
    "P026": [5, 6, 6, 5, 6, 4], "P028": [3, 3, 4, 3, 3, 2], "P022": [2, 3, 2, 3, 2, 2], "P030": [0, 0, 5, 6, 6, 4],
}


def visit_rows(quarter):
    calendar, rows = working_days(quarter), set()
    for person, counts in VISITS.items():
        count = counts[quarter]
        for index in range(count):
            place = (index * len(calendar) + draw((person, quarter, index), len(calendar))) // count
            company = draw((person, "visit", quarter, index), len(ENTERPRISES))
            while (calendar[place], person, enterprise_code(company)) in rows:
                company = (company + 1) % len(ENTERPRISES)
            rows.add((calendar[place], person, enterprise_code(company)))
    result = []
    for day, person, company in sorted(rows):
        topic = pick((day, person, company), TOPICS)
        if topic.startswith("了解"):
            topic = f"了解{'一二三四一二'[quarter]}季度生产和用工情况"
        blank = draw((day, person, company, "blank"), 12) == 0
        result.append({"日期": day, "工号": person, "企业代码": company, "主题": "" if blank else topic})
    return result


# MARK: appeals

# category: limit in working days
LIMITS = {
    "用工招聘": 10, "融资对接": 15, "用地规划": 15, "水电气热": 5, "道路物流": 10, "政策兑现": 15, "证照办理": 5,
    "环保手续": 10, "生活配套": 10, "其他": 5,
}
APPEALS = {
    "P001": [3, 2, 3, 2, 3, 2], "P002": [13, 11, 12, 12, 13, 8], "P003": [12, 9, 11, 11, 12, 7],
    "P004": [12, 11, 10, 11, 11, 7], "P006": [10, 9, 9, 10, 9, 6], "P030": [0, 0, 10, 9, 10, 7],
    "P011": [3, 2, 3, 3, 2, 2], "P013": [3, 3, 2, 3, 3, 2], "P019": [2, 3, 3, 2, 3, 1], "P026": [3, 2, 3, 3, 2, 2],
    "P028": [4, 5, 4, 4, 4, 3],
}
VERDICTS = [("很满意", 58), ("满意", 32), ("基本满意", 5), ("不满意", 2), ("", 3)]
# Appeals that make a story: handler, day, category, limit, answered, settled, verdict, enterprise
STORY_APPEALS = [
    # past its limit at the end of June in the export, withdrawn later: it had been settled on 17 June
    ("P004", "2025-06-10", "水电气热", 5, "2025-06-11", "2025-06-17", "满意", 14),
    # exempted: the province's land quota was late
    ("P002", "2025-08-25", "用地规划", 15, "2025-08-25", "2025-10-21", "满意", 24),
    # past its limit at the end of September and again at the end of December: used once
    ("P030", "2025-09-01", "道路物流", 10, "2025-09-02", "2026-01-16", "基本满意", 36),
    ("P004", "2025-12-08", "环保手续", 10, "2025-12-10", "2026-01-20", "不满意", 33),
    ("P006", "2026-03-05", "政策兑现", 15, "2026-03-06", "2026-04-10", "满意", 9),
    # limit day on the last day of the quarter: not past
    ("P003", "2025-12-17", "生活配套", 10, "2025-12-17", "2026-01-06", "满意", 41),
]
# the state of an appeal in one folder's export, where it differs from what really happened
EXPORTED_OPEN = {("2025-06-10", "P004", 1)}


def all_appeals():
    appeals = []
    for handler, counts in APPEALS.items():
        for quarter, count in enumerate(counts):
            calendar = working_days(quarter)
            for index in range(count):
                key = (handler, quarter, index)
                place = (index * len(calendar) + draw((key, "day"), len(calendar))) // count
                appeals.append(ordinary_appeal(key, handler, calendar[place]))
    for handler, day, category, limit, answered, settled, verdict, company in STORY_APPEALS:
        appeals.append([day, handler, enterprise_code(company), category, limit, answered, settled, verdict])
    appeals.sort()
    number = {"2025": 0, "2026": 0}
    for appeal in appeals:
        year = appeal[0][:4]
        number[year] += 1
        appeal.append(f"SQ{year}-{number[year]:04d}")
    return appeals


def ordinary_appeal(key, handler, day):
    category = pick((key, "category"), sorted(LIMITS))
    limit = LIMITS[category]
    company = enterprise_code(draw((key, "company"), len(ENTERPRISES)))
    late = draw((key, "late"), 40) == 0
    answered = add_working_days(day, 2 if late else draw((key, "answer"), 2))
    after = min(limit, 1 + draw((key, "settle"), limit), 1 + draw((key, "again"), limit))
    settled = add_working_days(day, max(after, 2 if late else 1))
    return [day, handler, company, category, limit, answered, settled, weighted((key, "verdict"), VERDICTS)]


def appeal_rows(quarter):
    """Raised in the quarter, or still open when it began; as known on the quarter's last day."""
    first, last = SPANS[quarter]
    before = SPANS[quarter - 1][1] if quarter else None
    rows = []
    for day, handler, company, category, limit, answered, settled, verdict, code in all_appeals():
        hidden = (day, handler, quarter) in EXPORTED_OPEN
        was_hidden = (day, handler, quarter - 1) in EXPORTED_OPEN
        carried = before and day <= before and (settled > before or was_hidden)
        if not (first <= day <= last or carried):
            continue
        open_still = settled > last or hidden
        rows.append({
            "诉求编号": code, "企业代码": company, "类别": category, "提出日期": day,
            "响应日期": answered if answered <= last else "", "办结日期": "" if open_still else settled,
            "时限": limit, "经办人工号": handler, "评价": "" if open_still else verdict,
        })
    return rows


def appeal_code(day, handler):
    return next(appeal[-1] for appeal in all_appeals() if appeal[0] == day and appeal[1] == handler)


# MARK: projects

# code, name, type, owner, office, planned progress by quarter, points behind by quarter ("-": not in the table)
PROJECTS = """
XM2024-06 滨江大道北段道路及管网 基础设施 P009 GH 25/50/75/100/-/- -1/0/-2/-1/-/-
XM2025-01 博瑞科特电子封装二期 产业项目 P002 QF 20/45/72/100/-/- 0/-1/0/0/-/-
XM2025-02 蓝钻新材金刚石微粉扩产 技术改造 P002 QF 15/40/70/100/-/- -2/0/-1/0/-/-
XM2025-03 芯域微电子测试线 产业项目 P003 QF 25/50/75/100/-/- 1.5/10/4/0/-/-
XM2025-04 云帆智能装备总装车间 产业项目 P002 QF 10/30/55/80/100/100 0/0/-1.5/-2/0/0
XM2025-05 港润物流保税仓 产业项目 P003 QF 30/60/85/100/-/- 0/0/0/0/-/-
XM2025-06 拓疆汽配热成型生产线 技术改造 P003 QF 20/45/70/90/100/100 -1/0/0/-1/0/0
XM2025-07 青禾生物发酵车间 产业项目 P003 QF 10/28/50/75/90/100 0/2/0/-1/0/0
XM2025-08 临江港公用码头泊位改造工程 港航设施 P008 GH 20/45/70/90/96/100 15.5/22.4/34/11.5/6/4.5
XM2025-09 朗昼光电背板项目 产业项目 P004 QF 20/40/65/85/100/100 0/0/3.5/0/0/0
XM2025-10 远岫新能源储能电站 产业项目 P004 QF 15/35/60/85/100/100 0/-2/0/0/-1/0
XM2025-11 星垣航材复合材料中试线 科创平台 P004 QF 10/30/55/80/95/100 0/0/0/0/0/0
XM2025-12 园区污水处理厂提标改造 基础设施 P009 GH 20/45/72/100/-/- 0/-1/0/0/-/-
XM2025-14 标准化厂房三期 基础设施 P009 GH 15/40/65/90/100/- 0/0/-1/0/0/-
XM2025-15 凯锚锂电负极材料 产业项目 P004 QF 30/55/80/100/-/- 2/4/30/9/-/-
XM2025-16 110千伏临江变配套管廊 基础设施 P008 GH 20/45/70/100/-/- 0/0/2/0/-/-
XM2025-17 三合五金搬迁入园 产业项目 P008 GH 20/45/-/-/-/- 0/18/-/-/-/-
XM2025-18 鹏途重工涂装线环保改造 技术改造 P004 QF 20/45/70/95/100/100 0/0/0/0/0/0
XM2025-19 临江新区 35 亩储备地块场平 基础设施 P007 GH 15/55/80/100/-/- 0/40/0/0/-/-
XM2025-20 碧梧制药研发中心 科创平台 P003 QF 10/25/45/70/85/95 0/0/0/0/0/0
XM2025-21 归墟储能示范工厂 产业项目 P002 QF 20/42/66/88/100/100 0/0/0/-1/0/0
XM2025-22 白鹭智慧仓储分拨中心 产业项目 P002 QF 15/35/60/85/100/100 0/-1/0/0/0/0
XM2025-23 园区智慧安防平台 民生配套 P038 GH -/-/30/65/90/100 -/-/0/12.25/0/0
XM2026-01 凌霄无人机整机基地 产业项目 P002 QF -/-/-/-/15/30 -/-/-/-/0/-1
XM2026-02 博瑞科特车规级模组三期 产业项目 P002 QF -/-/-/-/10/25 -/-/-/-/0/0
XM2026-03 众楫机器人关节模组线 技术改造 P003 QF -/-/-/-/20/40 -/-/-/-/0/3
XM2026-04 润泽环保固废综合利用 产业项目 P003 QF -/-/-/-/15/30 -/-/-/-/10.01/12
XM2026-05 泰阜化工本质安全改造 技术改造 P004 QF -/-/-/-/20/35 -/-/-/-/9.99/6
XM2026-06 产业工人公寓一期 民生配套 P009 GH -/-/-/-/15/30 -/-/-/-/-1/0
XM2026-07 通江支路改扩建 基础设施 P009 GH -/-/-/-/20/40 -/-/-/-/0/0
XM2026-08 疏港铁路专用线前期 港航设施 P008 GH -/-/-/-/10/20 -/-/-/-/0/1
""".strip().split("\n")
# projects claimed at another time than the start of the year in their code
CLAIMED = {"XM2024-06": "2024-03-18", "XM2025-23": "2025-07-09"}
# (project, quarter): reason and its kind
LAG_REASONS = {
    ("XM2025-08", 0): ("枯水期水位偏低，水下桩基施工窗口推迟", "资源"),
    ("XM2025-08", 1): ("航道通航论证补充材料两次退回，水上施工许可晚到 38 天", "政策"),
    ("XM2025-08", 2): ("沉桩设备进场不足，施工单位人员调配不到位", "人"),
    ("XM2025-08", 3): ("前期欠账较多，正在按追赶计划施工", "事"),
    ("XM2025-08", 4): ("岸电设施到货推迟", "资源"),
    ("XM2025-08", 5): ("尾工验收资料补正中", "事"),
    ("XM2025-03", 1): ("洁净室设计变更，重新报审", "事"),
    ("XM2025-03", 2): ("设备进口清关较慢", "资源"),
    ("XM2025-15", 2): ("能耗指标批复推迟，企业调整建设时序", "政策"),
    ("XM2025-15", 3): ("前期滞后，正在追赶", "事"),
    ("XM2025-17", 1): ("企业资金未落实，拟退出", "资源"),
    ("XM2025-19", 1): ("上级统一开展永久基本农田核查，暂停新开工审批", "政策"),
    ("XM2025-23", 3): ("采购两次流标，点位勘察人手不足", "人"),
    ("XM2026-04", 4): ("危废经营许可论证会推迟", "政策"),
    ("XM2026-04", 5): ("环评公示期间补充论证", "政策"),
    ("XM2026-05", 4): ("停产检修窗口与施工冲突", "事"),
}
MINOR_REASONS = [("雨天较多，土建进度略慢", "事"), ("专业班组不足", "人"), ("部分设备到货晚于合同", "资源"), ("报建手续补正", "事")]


def project_rows(quarter):
    rows = []
    for line in PROJECTS:
        code, *name, kind, owner, office, planned, behind = line.split(" ")
        plan, lag = planned.split("/")[quarter], behind.split("/")[quarter]
        if plan == "-":
            continue
        reason, cause = LAG_REASONS.get((code, quarter)) or (
            pick((code, quarter), MINOR_REASONS) if float(lag) > 0 else ("", ""))
        rows.append({
            "项目代码": code, "项目名称": "".join(name), "类型": kind, "阶段": stage(float(plan) - float(lag)),
            "责任人工号": owner, "股室代码": office, "计划进度": plan, "实际进度": decimal(float(plan) - float(lag)),
            "截至日期": SPANS[quarter][1], "滞后原因": reason, "原因类别": cause,
            "认领日期": CLAIMED.get(code) or ("2025-01-08" if code.startswith("XM2025") else "2026-01-07"),
        })
    return rows


def stage(progress):
    for bound, name in [(10, "前期"), (25, "开工"), (85, "在建"), (100, "收尾")]:
        if progress < bound:
            return name
    return "竣工"


def decimal(value):
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".")


# MARK: survey

# office: sheets in each quarter ("-": the office is not surveyed); 2026Q2 has not been held yet
SHEETS = {
    "AH": [14, 12, 15, 14, 13], "GH": [16, 15, 16, 18, 15], "JF": [18, 16, 18, 20, 17], "QF": [26, 24, 26, 28, 25],
    "SP": [20, 6, 20, 22, 19], "ZS": [16, 18, 16, 18, 16],
}
ANSWERS = [("很满意", 74), ("满意", 19), ("基本满意", 4), ("不满意", 2), ("不了解", 2)]
SURVEYED = [index for index, row in enumerate(ENTERPRISES) if row[2] or row[3]]


def survey_rows(quarter):
    if quarter == 5:
        return []
    rows = []
    for office in sorted(SHEETS):
        count = SHEETS[office][quarter]
        start = draw((office, quarter, "start"), len(SURVEYED))
        for index in range(count):
            company = SURVEYED[(start + index) % len(SURVEYED)]
            answer = weighted((office, quarter, index), ANSWERS)
            # in the second quarter of 2025 only four firms had dealt with the service hall
            if office == "SP" and quarter == 1:
                answer = ["很满意", "满意", "不了解", "很满意", "不了解", "满意"][index]
            rows.append({"企业代码": enterprise_code(company), "股室代码": office, "评价": answer})
    for number, row in enumerate(rows, 1):
        row["问卷编号"] = f"WJ{QUARTERS[quarter]}-{number:03d}"
    return rows
