import Glibc
import Loading
import Model

/// A park of three people as texts: valid as it stands, to be spoilt by one edit per test.
struct TinyPark {
    /// Path below the park's folder → bytes.
    var files: [String: [UInt8]]

    init() {
        files = Self.texts.mapValues { Array($0.utf8) }
    }

    func with(_ path: String, _ text: String) -> TinyPark { with(path, bytes: Array(text.utf8)) }

    func with(_ path: String, bytes: [UInt8]) -> TinyPark {
        var copy = self
        copy.files[path] = bytes
        return copy
    }

    func without(_ path: String) -> TinyPark {
        var copy = self
        copy.files[path] = nil
        return copy
    }

    /// Replaces a piece of a file that must be there exactly once.
    func replacing(_ old: String, with new: String, in path: String) throws -> TinyPark {
        let parts = text(path).components(separatedBy: old)
        guard parts.count == 2 else { throw NotOnce(piece: old, times: parts.count - 1) }
        return with(path, parts[0] + new + parts[1])
    }

    func text(_ path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }

    struct NotOnce: Error {
        var piece: String
        var times: Int
    }

    /// Writes the park to a new folder, loads it and removes the folder; places read `input/…`.
    func load(through last: Period? = nil) throws -> LoadedPark {
        let folder = try TemporaryFolder()
        for (path, bytes) in files { try folder.write(bytes, to: path) }
        return Loader(input: folder.path + "/input").load(through: last).relative(to: folder.path)
    }
}

extension String {
    fileprivate func components(separatedBy piece: String) -> [String] {
        var parts: [String] = [""]
        var rest = self[...]
        while let first = rest.unicodeScalars.first {
            if rest.utf8.starts(with: piece.utf8) {
                parts.append("")
                rest = rest[rest.utf8.index(rest.startIndex, offsetBy: piece.utf8.count)...]
            } else {
                parts[parts.count - 1].unicodeScalars.append(first)
                rest = rest[rest.unicodeScalars.index(after: rest.startIndex)...]
            }
        }
        return parts
    }
}

extension LoadedPark {
    fileprivate func relative(to folder: String) -> LoadedPark {
        var copy = self
        copy.schemeFindings = schemeFindings.map { $0.relative(to: folder) }
        copy.findings = findings.map { $0.relative(to: folder) }
        return copy
    }

    var errors: [Diagnostic] { findings.filter { $0.severity == .error } }
    var warnings: [Diagnostic] { findings.filter { $0.severity == .warning } }
}

extension Diagnostic {
    fileprivate func relative(to folder: String) -> Diagnostic {
        var place = place
        if let file = place?.file, file.hasPrefix(folder + "/") {
            place?.file = String(file.dropFirst(folder.count + 1))
        }
        var copy = Diagnostic(
            code, severity, at: place,
            headline.components(separatedBy: folder + "/").joined(), remedy: remedy, affected: affected)
        copy.row = row
        return copy
    }
}

/// A folder that goes away with the value's last use. Foundation cannot be imported beside libxml2's headers.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/yardstick-loading-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(what: "mkdtemp") }
        path = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
    }

    deinit { Self.remove(path) }

    struct Failure: Error { var what: String }

    func write(_ bytes: [UInt8], to file: String) throws {
        var folder = path
        for part in file.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
        let descriptor = open(path + "/" + file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw Failure(what: file) }
        defer { close(descriptor) }
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw Failure(what: file) }
    }

    private static func remove(_ path: String) {
        if let stream = opendir(path) {
            while let entry = readdir(stream) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                    String(decoding: raw.prefix(while: { $0 != 0 }), as: UTF8.self)
                }
                if name != "." && name != ".." { remove(path + "/" + name) }
            }
            closedir(stream)
            rmdir(path)
        } else {
            unlink(path)
        }
    }
}

extension TinyPark {
    static let quarter = "input/2025Q1/"

    private static let texts: [String: String] = [
        "input/calendar.csv": "日期,类型\n2025-01-01,休\n2025-01-26,班\n",
        "input/schemes/2025.xml": scheme,
        quarter + "offices.csv": """
        股室代码,股室名称,负责人工号,分管领导,前身代码
        D1,企业服务中心,P001,L001,
        D2,规划工程部,P003,L001,D9

        """,
        quarter + "people.csv": """
        工号,姓名,股室代码,岗位,职级,岗位系数,谈话人,状态,到岗日期,离岗日期
        L001,罗某,D1,主任,,,L001,领导,,
        P001,张三,D1,科长,一级主任科员,1.2,L001,在岗,,
        P002,李四,D1,科员,,1,P001,在岗,2024-07-01,
        P003,王五,D2,科长,,,L001,挂职,,

        """,
        quarter + "indicators.csv": """
        指标代码,指标名称,类别,大组,小组,单位,方向,口径,计分法,参数,满分,责任股室,数据来源,标签
        K1,入企走访,关键,企业帮扶,走访,家次,正向,当季,A,cap=110;floor=60,3,D1,走访台账:家次,定量;重商
        K2,投资完成率,关键,项目建设,推进,%,正向,累计,A,,3,D2,投资统计,序时
        K3,环境问题,关键,项目建设,管理,件,逆向,当季,C/V,k=0.5,2.5,D2,投诉台账,
        K4,政治素质,关键,党建,党建,分,正向,当季,F,,3,D1,评议组,
        G1,平均用时,个性,项目建设,推进,天,逆向,累计,H,,2,D2,调度表,
        G2,满意度,个性,企业帮扶,评价,分,正向,当季,G,,2,D1,满意度:指数,
        G3,合格率,个性,项目建设,管理,%,正向,当季,B,steps=100:1|98:0.9,2,D2,抽查记录,
        J1,示范,激励,项目建设,表彰,项,正向,当季,D,k=1,1,D2,文件,
        J2,名次,激励,项目建设,表彰,位次,逆向,当季,E,points=1:2|2:1.5,2,D2,通报,

        """,
        quarter + "targets.csv": """
        指标代码,对象,对象代码,目标值,满分,期限,来源
        K1,股室,D1,90,,,分解
        K1,个人,P001,50,2.5,2025-03-31,分解
        K1,个人,P002,45,,,岗位职责
        K2,股室,D2,20,,,
        K2,个人,P003,20,,,
        K3,股室,D2,0,,,
        K3,个人,P003,0,,,
        K4,个人,P001,据实,,,
        G1,股室,D2,96,,,
        G2,股室,D1,95,,,
        G3,个人,P003,100,,,
        J1,个人,P003,据实,,,
        J2,个人,P003,据实,,,

        """,
        quarter + "results.csv": """
        指标代码,对象,对象代码,实际值,截至日期,佐证,说明
        K2,股室,D2,21.5,2025-03-31,统计表,
        K2,个人,P003,未报,2025-03-31,,
        K3,股室,D2,1,2025-03-31,,
        K3,个人,P003,0,2025-03-31,,
        G1,股室,D2,90,2025-03-31,,
        G3,个人,P003,不适用,2025-03-31,,本季度无抽查
        J2,个人,P003,2,2025-03-31,,

        """,
        quarter + "ratings.csv": """
        对象,对象代码,指标代码,评委序号,分数,评语
        个人,P001,K4,1,92,
        个人,P001,K4,2,88.5,稳重
        个人,P001,,1,95,
        股室,D1,,1,90,

        """,
        quarter + "spotchecks.csv": """
        抽查编号,日期,对象,对象代码,事项,扣分,佐证,性质
        C-1,2025-02-11,个人,P002,迟到,0.5,记录,作风

        """,
        quarter + "exemptions.csv": """
        指标代码,事项编号,对象,对象代码,事由,批准人,批准日期
        K2,,股室,D2,汛情,党工委,2025-03-30
        ,X1,项目,X1,征拆,L001,2025-03-30

        """,
        quarter + "projects.csv": """
        项目代码,项目名称,类型,阶段,责任人工号,股室代码,计划进度,实际进度,截至日期,滞后原因,原因类别,认领日期
        X1,码头,港口,施工,P003,D2,45,30.5,2025-03-31,征拆,资源,

        """,
        quarter + "visits.csv": """
        日期,工号,企业代码,主题
        2025-01-15,P001,E1,
        2025-02-20,P002,E2,用工

        """,
        quarter + "appeals.csv": """
        诉求编号,企业代码,类别,提出日期,响应日期,办结日期,时限,经办人工号,评价
        S-1,E1,用工,2025-01-10,2025-01-13,2025-01-20,10,P002,满意
        S-2,E2,用地,2025-03-20,,,10,P002,

        """,
        quarter + "enterprises.csv": """
        企业代码,企业名称,简称,规上,重点项目
        E1,甲&乙机械,甲乙,是,否
        E2,丙电子,,否,是

        """,
        quarter + "survey.csv": "问卷编号,企业代码,股室代码,评价\nW1,E1,D1,很满意\nW2,E2,D1,不了解\n",
        quarter + "cases.csv": """
        案例编号,标题,指标代码,项目类型,阶段,原因类别,做法,成效,提供股室,同意引用
        A1,专班推进,K2,港口,施工,资源,"周调度
        月通报",提前一月,D2,是

        """,
        quarter + "proposals.csv": """
        申报编号,工号,指标名称,理由,目标值,满分,状态,审核人,生效期
        B1,P002,新增线上服务,便企,1,1,同意,L001,2025Q2

        """,
        quarter + "rectifications.csv": """
        整改编号,来源,对象,对象代码,问题,目标,措施,责任单位,时限,延期至,延期批准人,申请日期,状态,验收人,验收日期,佐证
        R1,2024Q4-P002,个人,P002,迟到,不再迟到,考勤,企业服务中心,2025-03-01,2025-03-10,管委会,,已验收,L001,2025-03-05,

        """,
        quarter + "talks.csv": "工号,谈话人,日期,类型,约定事项,期限\nP002,P001,2025-01-20,反馈,每周走访,\n",
        quarter + "objections.csv": "工号,日期,事项,结论,答复日期\nP002,2025-01-22,走访次数,维持,2025-01-24\n",
        quarter + "decisions.csv": """
        种类,对象,对象代码,牌号,建议,审定,理由,决定人,日期
        等次,个人,P001,,好,较好,讨论决定,党工委,2025-04-08
        等次,股室,D1,,第二等次,第一等次,讨论决定,党工委,2025-04-08
        赋牌,个人,P002,2025Q1-P002,黄牌,不赋牌,已整改,党工委,2025-04-08
        销牌,个人,P002,2024Q4-P002,无,销牌,整改到位,管委会,2025-03-06

        """,
        quarter + "cards.csv": """
        牌号,对象,对象代码,牌别,事由,事实季度,签发日期,整改期限,销牌日期
        2024Q4-P002,个人,P002,黄牌,迟到,2024Q4,2025-01-10,2025-03-01,

        """,
        quarter + "signoff.xml":
            "<signoff version=\"1\" period=\"2025Q1\" revision=\"0\" date=\"2025-04-10\" signer=\"L001\"/>\n",
    ]

    static let scheme = """
        <?xml version="1.0" encoding="UTF-8"?>
        <scheme id="tiny" version="1" effectiveFrom="2025Q1">
          <park code="T" name="小园区" issuer="小园区党群工作部" mainLeader="L001"/>
          <person own="70" office="20" panel="10" minimum="0" maximum="110"/>
          <office own="80" committee="20" minimum="0" maximum="110"/>
          <methods floor="60" incentiveCap="10">
            <cap class="关键" percent="110"/>
            <cap class="个性" percent="100"/>
            <cap class="激励" percent="100"/>
            <step from="100" share="1"/>
            <step from="90" share="0.6"/>
            <deduction k="0.5"/>
            <bonus k="1"/>
            <percentagePoint share="0.1"/>
            <place rank="1" points="2"/>
            <place rank="2" points="1.5"/>
            <panel dropAbove="5"/>
          </methods>
          <satisfaction minimumSheets="5">
            <answer word="很满意" points="100" satisfied="true"/>
            <answer word="满意" points="80" satisfied="true"/>
            <answer word="不满意" points="0" satisfied="false"/>
          </satisfaction>
          <appeals responseWorkingDays="1"/>
          <grades inPostShare="50">
            <grade label="好" from="90"/>
            <grade label="较好" from="70"/>
            <grade label="一般" from="60" card="yellow"/>
            <grade label="较差" card="red"/>
            <quota grade="好" percent="40"/>
            <ceiling reason="veto" grade="一般"/>
            <ceiling reason="yellow" grade="较好"/>
            <ceiling reason="red" grade="一般"/>
          </grades>
          <officeClasses firstPercent="30" firstAtLeast="1" thirdBelow="75">
            <class place="1" label="第一等次"/>
            <class place="2" label="第二等次"/>
            <class place="3" label="第三等次"/>
          </officeClasses>
          <cards severeBelow="60" severeCount="2" mildBelow="80" mildCount="2" officeLastBelow="75" repeatQuarters="4" extensionShare="50">
            <lag yellowFrom="10" redAbove="30"/>
            <finding nature="作风" card="yellow"/>
            <finding nature="严重" card="red"/>
            <yellow rectifyWorkingDays="15" talkWorkingDays="5" annualPoints="-1"/>
            <red rectifyWorkingDays="30" talkWorkingDays="3" annualPoints="-3"/>
          </cards>
          <expectations indicators="9" counted="家次 件">
            <group name="企业帮扶" subgroups="2" indicators="2"/>
            <points class="关键" total="11.5"/>
            <points class="个性" total="6"/>
          </expectations>
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
}
