"""The smallest park that issues something: one office, three people, two signed quarters, templates of a few lines.

The fault tests run the program hundreds of times, so every file and every system call counts.
"""
import hashlib
import pathlib
import shutil

SCHEME = """<?xml version="1.0" encoding="UTF-8"?>
<scheme id="tiny" version="1" effectiveFrom="2025Q1">
  <park code="T" name="小园区" issuer="小园区党群工作部" mainLeader="L001"/>
  <person own="70" office="20" panel="10" minimum="0" maximum="110"/>
  <office own="80" committee="20" minimum="0" maximum="110"/>
  <methods floor="60" incentiveCap="10">
    <cap class="关键" percent="110"/><cap class="个性" percent="100"/><cap class="激励" percent="100"/>
    <step from="100" share="1"/><step from="90" share="0.6"/>
    <deduction k="0.5"/><bonus k="1"/><percentagePoint share="0.1"/>
    <place rank="1" points="2"/><place rank="2" points="1.5"/><panel dropAbove="5"/>
  </methods>
  <satisfaction minimumSheets="5">
    <answer word="很满意" points="100" satisfied="true"/><answer word="满意" points="80" satisfied="true"/>
    <answer word="不满意" points="0" satisfied="false"/>
  </satisfaction>
  <appeals responseWorkingDays="1"/>
  <grades inPostShare="50">
    <grade label="好" from="90"/><grade label="较好" from="70"/><grade label="一般" from="60" card="yellow"/>
    <grade label="较差" card="red"/>
    <quota grade="好" percent="40"/>
    <ceiling reason="veto" grade="一般"/><ceiling reason="yellow" grade="较好"/><ceiling reason="red" grade="一般"/>
  </grades>
  <officeClasses firstPercent="30" firstAtLeast="1" thirdBelow="75">
    <class place="1" label="第一等次"/><class place="2" label="第二等次"/><class place="3" label="第三等次"/>
  </officeClasses>
  <cards severeBelow="60" severeCount="2" mildBelow="80" mildCount="2" officeLastBelow="75" repeatQuarters="4" extensionShare="50">
    <lag yellowFrom="10" redAbove="30"/>
    <finding nature="作风" card="yellow"/><finding nature="严重" card="red"/>
    <yellow rectifyWorkingDays="15" talkWorkingDays="5" annualPoints="-1"/>
    <red rectifyWorkingDays="30" talkWorkingDays="3" annualPoints="-3"/>
  </cards>
  <expectations/>
  <feedback showRank="false"/>
  <objection workingDays="5" statementWorkingDays="3" contact="绩效办" telephone="0000"/>
  <documents>
    <document kind="bulletin" series="通" start="1" printedBy="党群工作部"/>
    <document kind="card" series="督" start="1" printedBy="党群工作部"/>
    <document kind="lifting" series="销" start="1" printedBy="党群工作部"/>
    <document kind="withdrawal" series="撤" start="1" printedBy="党群工作部"/>
  </documents>
</scheme>
"""
TABLES = {
    "offices": "股室代码,股室名称,负责人工号,分管领导\nD1,企业服务中心,P001,L001\n",
    "people": "工号,姓名,股室代码,岗位,谈话人,状态\nL001,陈江,D1,主任,L001,领导\nP001,王伟,D1,主任,L001,在岗\n"
              "P002,李四,D1,专员,P001,在岗\nP003,张三,D1,专员,P001,在岗\n",
    "indicators": "指标代码,指标名称,类别,大组,小组,单位,方向,口径,计分法,参数,满分,责任股室,数据来源,标签\n"
                  "K1,入企走访,关键,企业帮扶,走访,家次,正向,当季,A,,10,D1,走访登记,\n",
    "targets": "指标代码,对象,对象代码,目标值,满分,期限,来源\nK1,股室,D1,30,,,\nK1,个人,P001,10,,,\n"
               "K1,个人,P002,10,,,\nK1,个人,P003,10,,,\n",
}
RESULTS = {
    "2025Q1": {"D1": 30, "P001": 10, "P002": 9, "P003": 5},
    "2025Q2": {"D1": 30, "P001": 10, "P002": 8, "P003": 9},
    "2025Q3": {"D1": 30, "P001": 10, "P002": 9, "P003": 8},
}
LAST_DAY = {"2025Q1": "2025-03-31", "2025Q2": "2025-06-30", "2025Q3": "2025-09-30"}
SIGNED = {"2025Q1": "2025-04-10", "2025Q2": "2025-07-10"}

PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" />
<title>T</title></head><body>
%s
</body></html>
"""
XSD = """<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="paper"><xs:complexType mixed="true"><xs:sequence>
<xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence></xs:complexType></xs:element></xs:schema>
"""


def results(period, values):
    rows = "".join(f"K1,{'股室' if code.startswith('D') else '个人'},{code},{value},{LAST_DAY[period]},,\n"
                   for code, value in values.items())
    return "指标代码,对象,对象代码,实际值,截至日期,佐证,说明\n" + rows


def write_input(root, periods=("2025Q1",)):
    root = pathlib.Path(root)
    (root / "schemes").mkdir(parents=True)
    (root / "schemes/2025.xml").write_text(SCHEME, encoding="utf-8")
    (root / "calendar.csv").write_text("日期,类型\n2025-01-01,休\n2026-01-01,休\n", encoding="utf-8")
    for period in periods:
        (root / period).mkdir()
        for name, text in TABLES.items():
            (root / period / f"{name}.csv").write_text(text, encoding="utf-8")
        (root / period / "results.csv").write_text(results(period, RESULTS[period]), encoding="utf-8")


def sign(root, period, date=None, revision=0, reason=None):
    """As `yardstick signoff` writes it; the tests of that command are elsewhere."""
    root = pathlib.Path(root)
    signed = sorted((root / period).glob("*.csv")) + [root / "calendar.csv", root / "schemes/2025.xml"]
    lines = "".join(f'  <source path="{path.relative_to(root)}" sha256="{hashlib.sha256(path.read_bytes()).hexdigest()}"/>\n'
                    for path in signed)
    name = f"signoff-r{revision}.xml" if revision else "signoff.xml"
    extra = f' reason="{reason}"' if reason else ""
    (root / period / name).write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<signoff version="1" period="{period}" revision="{revision}" '
        f'date="{date or SIGNED[period]}" signer="王某"{extra}>\n{lines}</signoff>\n', encoding="utf-8")


def write_templates(root):
    root = pathlib.Path(root)
    for kind, body in BODIES.items():
        (root / kind).mkdir(parents=True)
        (root / kind / f"{kind}.html").write_text(PAGE % body, encoding="utf-8")
        if kind not in WITH_XML:
            continue
        (root / kind / f"{kind}.xml").write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n<paper>%s</paper>\n' % body, encoding="utf-8")
        (root / kind / f"{kind}.xsd").write_text(XSD, encoding="utf-8")
    (root / "shared").mkdir()
    # A kind that has no small template yet is tested with the shipped one.
    shipped = pathlib.Path(__file__).resolve().parents[2] / "templates"
    unknown = [path for path in sorted(shipped.iterdir()) if path.is_dir() and path.name not in (*BODIES, "shared")]
    if unknown:
        shutil.rmtree(root / "shared")
    for path in unknown + [shipped / "shared"] * bool(unknown):
        shutil.copytree(path, root / path.name)


WITH_XML = ("feedback", "bulletin", "card", "lifting", "withdrawal", "personal-list", "item-ledger", "talk-sheet", "performance-file")
CLOSING = "<p>{{文号}} {{季度}} {{对象名称}} {{理由}} {{数据截至 | 无则 —}}</p>"
BODIES = {
    "feedback": "<p>{{季度}} {{姓名}} {{工号}} {{岗位}} {{股室名称}} {{谈话人.姓名}} {{数据截至 | 无则 —}} {{异议联系}} {{#指标}}{{指标名称}} {{/指标}}{{等次.建议 | 无则 —}} "
                "{{不定等次原因 | 无则 —}} {{#计算}}{{得分}}{{/计算}} {{#等次}}{{审定 | 无则 —}}{{/等次}}</p>"
                "{{#指标}}<p>{{指标代码}} {{得分 | 无则 —}}</p>{{/指标}}"
                "{{#更正}}<p>{{理由}}</p>{{#变动}}<p>{{.}}</p>{{/变动}}{{/更正}}",
    "bulletin": "<p>{{文号}} {{季度}} {{#预览稿}}预览稿{{/预览稿}}</p>",
    "card": "<p>{{文号}} {{季度}} {{牌号}} {{牌别}} {{对象名称}} {{申辩联系}} {{数据截至 | 无则 —}} {{#事实}}{{#指标}}{{指标名称}} {{/指标}}{{/事实}} "
            "{{#谈话领导}}{{姓名}}{{/谈话领导}}</p>{{#事实}}<p>{{规则}}</p>{{/事实}}"
            "{{#更正}}<p>{{理由}}</p>{{#变动}}<p>{{.}}</p>{{/变动}}{{/更正}}",
    "personal-list": "<p>{{季度}} {{姓名}} {{工号}} {{岗位}} {{股室名称}} {{谈话人.姓名}} {{数据截至 | 无则 —}}</p>"
                     "{{#关键指标}}<p>{{指标名称}}</p>{{/关键指标}}{{#个性指标}}<p>{{指标名称}}</p>{{/个性指标}}"
                     "{{#激励指标}}<p>{{指标名称}}</p>{{/激励指标}}",
    "item-ledger": "<p>{{季度}} {{数据截至 | 无则 —}} {{未办结数}}</p>{{#逾期}}<p>{{整改编号}}</p>{{/逾期}}{{#未到期}}<p>{{整改编号}}</p>{{/未到期}}"
                   "{{#待验收}}<p>{{整改编号}}</p>{{/待验收}}",
    "lifting": CLOSING,
    "withdrawal": CLOSING,
    "index": "{{#季度}}<p>{{季度}}</p>{{/季度}}",
    "finding-list": "<p>{{错误数}}</p>{{#文件}}{{#问题}}<p>{{内容}} {{处理}}</p>{{/问题}}{{/文件}}",
    "decision-sheet": "{{#股室}}<p>{{代码}}</p>{{/股室}}{{#人员}}<p>{{代码}}</p>{{/人员}}{{#牌}}<p>{{牌号}}</p>{{/牌}}"
                      "<p>{{季度}} {{数据截至 | 无则 —}}</p>",
    "run-report": "<p>{{季度}} {{差错数}}</p>{{#差错}}<p>{{编码}}</p>{{/差错}}",
}
PACK = "<p>{{季度}} {{份数}} {{数据截至 | 无则 —}}</p>{{#组}}<p>{{份数}}</p>{{/组}}"
BODIES["feedback-pack"] = PACK + "{{#报告}}" + BODIES["feedback"] + "{{/报告}}"
BODIES["card-pack"] = PACK + "{{#通知书}}" + BODIES["card"] + "{{/通知书}}"
BODIES["chart"] = "<p>{{季度}}</p>{{#大组}}<p>{{名称}}</p>{{/大组}}{{#股室}}<p>{{名称}}</p>{{/股室}}"
BODIES["talk-sheet"] = (BODIES["feedback"] + "{{#谈话事由}}<p>{{牌号 | 无则 —}}</p>{{/谈话事由}}{{#可表扬}}{{#指标}}<p>{{指标名称}}</p>{{/指标}}{{/可表扬}}"
                        "{{#看法差距}}<p>{{单位评价 | 无则 —}}</p>{{/看法差距}}")
BODIES["talk-list"] = ("<p>{{季度}} {{数据截至 | 无则 —}} {{#谈话人}}{{姓名}}{{/谈话人}}</p>"
                       "{{#谈话}}<p>{{姓名}} {{牌号 | 无则 —}}</p>{{/谈话}}")
BODIES["performance-file"] = ("<p>{{年}} {{数据截至 | 无则 —}} {{姓名}} {{工号}} {{股室名称}}</p>{{#各季}}<p>{{季度}}{{#指标}} {{指标名称}}{{/指标}}</p>{{/各季}}"
                              "{{#牌}}<p>{{牌号}}</p>{{/牌}}{{#谈话}}<p>{{日期}}</p>{{/谈话}}{{#整改事项}}<p>{{问题}}</p>{{/整改事项}}")
