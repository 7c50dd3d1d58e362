"""The smallest park that issues something: one office, three people, two signed quarters, the shipped templates.

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
    """The shipped templates: small ones of our own lack what a paper must say, and the check refuses them."""
    shutil.copytree(pathlib.Path(__file__).resolve().parents[2] / "templates", pathlib.Path(root))
