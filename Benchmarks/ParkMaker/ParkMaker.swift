import Files
import Model

/// Writes an input folder of any size: the sample's scheme, calendar and indicators, invented people and ledgers.
///
/// The same plan always makes the same bytes. Nothing in it is a fault, some of it earns cards.
package struct ParkMaker {
    private let plan: ParkPlan
    private let chance: Chance
    private let indicators: [MadeIndicator]
    private let indicatorTitles: String
    private let sample: String
    private let leaders: Int
    private static let first = Period(index: 2025 * 4)

    /// - Parameter sample: the repository's `input`.
    package init(_ plan: ParkPlan, sample: String) throws(Diagnostic) {
        self.plan = plan
        self.sample = sample
        chance = Chance(seed: plan.seed)
        leaders = 2 + plan.offices / 6
        let bytes = try FileReader.read(sample + "/2026Q1/indicators.csv", limit: 1 << 20)
        let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        indicatorTitles = rows.first.map(String.init) ?? ""
        indicators = rows.dropFirst().enumerated().map { number, row in
            MadeIndicator(
                cells: row.split(separator: ",", omittingEmptySubsequences: false), number: number)
        }
    }

    /// - Parameter folder: made here; its parent must be there.
    package func write(to folder: String) throws(Diagnostic) {
        let input = try Folder.ensure(folder)
        try input.write(FileReader.read(sample + "/calendar.csv", limit: 1 << 20), to: "calendar.csv")
        let schemes = try input.makeFolder("schemes")
        let scheme = try FileReader.read(sample + "/schemes/2025.xml", limit: 1 << 20)
        try schemes.write(scheme, to: "2025.xml")
        var period = Self.first
        for _ in 0..<plan.quarters {
            try write(period, to: input.makeFolder(period.description))
            period = period.advanced(by: 1)
        }
    }

    private func write(_ period: Period, to folder: Folder) throws(Diagnostic) {
        let tables: [(String, (Period) -> String)] = [
            ("offices", offices), ("people", people), ("indicators", indicatorTable), ("targets", targets),
            ("results", results), ("ratings", ratings), ("projects", projects), ("visits", visits),
            ("appeals", appeals), ("enterprises", enterprises), ("survey", survey), ("cases", cases),
            ("spotchecks", spotChecks), ("talks", talks),
        ]
        for (name, make) in tables { try folder.write(Array(make(period).utf8), to: name + ".csv") }
    }

    // MARK: Codes

    private func padded(_ prefix: String, _ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private func person(_ index: Int) -> String { padded("P", index + 1, 6) }
    private func leader(_ index: Int) -> String { padded("L", index + 1, 3) }
    private func officeCode(_ index: Int) -> String { padded("K", index + 1, 3) }
    private func office(of person: Int) -> Int { person % plan.offices }
    private func supervisor(of office: Int) -> String { leader(1 + office % (leaders - 1)) }
    private var firms: Int { max(40, plan.people / 20) }
    private func firm(_ index: Int) -> String { padded("QY", index + 1, 5) }
    private func day(_ period: Period, _ number: Int) -> String {
        period.firstDay.adding(days: number).description
    }

    // MARK: Who there is

    private func offices(_ period: Period) -> String {
        var text = "股室代码,股室名称,负责人工号,分管领导\n"
        for index in 0..<plan.offices {
            text += "\(officeCode(index)),第\(index + 1)工作部,\(person(index)),\(supervisor(of: index))\n"
        }
        return text
    }

    private func people(_ period: Period) -> String {
        var text = "工号,姓名,股室代码,岗位,职级,岗位系数,谈话人,状态,到岗日期,离岗日期\n"
        for index in 0..<leaders {
            text += "\(leader(index)),\(name(-1 - index)),K001,管委会领导,三级调研员,,L001,领导,,\n"
        }
        for index in 0..<plan.people {
            let office = office(of: index)
            let isHead = index < plan.offices
            let talker = isHead ? supervisor(of: office) : person(office)
            let post = isHead ? "部长" : Self.posts[chance.draw(1, index, below: Self.posts.count)]
            let state = isHead || chance.draw(2, index, below: 60) > 0 ? "在岗" : "试用期"
            text += "\(person(index)),\(name(index)),\(officeCode(office)),\(post),一级主办,,"
            text += "\(talker),\(state),,\n"
        }
        return text
    }

    private func name(_ index: Int) -> String {
        let family = Self.families[chance.draw(3, index, below: Self.families.count)]
        let first = Self.given[chance.draw(4, index, below: Self.given.count)]
        return "\(family)\(first)\(Self.given[chance.draw(5, index, below: Self.given.count)])"
    }

    private static let families = Array("王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹")
    private static let given = Array("伟芳敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰建国文海波宁")
    private static let posts = ["企业服务岗", "项目管理岗", "综合文秘岗", "统计核算岗", "安全监管岗", "审批服务岗"]

    private func enterprises(_ period: Period) -> String {
        var text = "企业代码,企业名称,简称,规上,重点项目\n"
        for index in 0..<firms {
            text += "\(firm(index)),临江第\(index + 1)精密制造有限公司,,\(index % 3 == 0 ? "是" : "否"),否\n"
        }
        return text
    }

    // MARK: Lines

    private func indicatorTable(_ period: Period) -> String {
        indicatorTitles + "\n"
            + indicators.map { $0.row(responsible: officeCode($0.number % plan.offices)) + "\n" }.joined()
    }

    /// Everybody has the two of all staff and the visits, then others by turns.
    private func lines(ofPerson index: Int) -> [MadeIndicator] {
        let common = ["DJ-01", "DJ-04", "QY-01"]
        let others = indicators.filter { $0.isForPeople && !common.contains(String($0.code)) }
        let first = chance.draw(6, index, below: others.count)
        let own = (0..<max(0, min(plan.lines, others.count) - common.count)).map {
            others[(first + $0 * 7) % others.count]
        }
        return indicators.filter { common.contains(String($0.code)) }.prefix(plan.lines) + own
    }

    private func lines(ofOffice index: Int) -> [MadeIndicator] {
        let common: [Substring] = ["DJ-02", "QY-07", "XM-04", "ZH-20", "ZH-23"]
        return indicators.filter { $0.number % plan.offices == index || common.contains($0.code) }
    }

    private func eachLine(_ body: (_ kind: String, _ holder: String, _ key: Int, MadeIndicator) -> Void) {
        for index in 0..<plan.offices {
            for line in lines(ofOffice: index) { body("股室", officeCode(index), -1 - index, line) }
        }
        for index in 0..<plan.people {
            for line in lines(ofPerson: index) { body("个人", person(index), index, line) }
        }
    }

    private func targets(_ period: Period) -> String {
        var text = "指标代码,对象,对象代码,目标值,满分,期限,来源\n"
        let deadline = period.lastDay.description
        eachLine { kind, holder, _, line in
            let target = line.target(quarter: period.quarter).map(MadeIndicator.plain) ?? "据实"
            text += "\(line.code),\(kind),\(holder),\(target),,\(deadline),分解\n"
        }
        return text
    }

    private func results(_ period: Period) -> String {
        var text = "指标代码,对象,对象代码,实际值,截至日期,佐证,说明\n"
        let last = period.lastDay.description
        eachLine { kind, holder, key, line in
            guard !line.isFromLedger, line.method != "F" else { return }
            let isWeak = chance.draw(7, key, period.quarter, below: 20) == 0
            let ratio =
                (isWeak ? 55 : 94) + chance.draw(8, key, line.number, period.index, below: isWeak ? 40 : 13)
            let luck = chance.draw(9, key, line.number, period.index, below: 100)
            let actual = line.actual(quarter: period.quarter, ratio: ratio, luck: luck)
            text += "\(line.code),\(kind),\(holder),\(MadeIndicator.plain(actual)),\(last),\(line.source),\n"
        }
        return text
    }

    private func ratings(_ period: Period) -> String {
        var text = "对象,对象代码,指标代码,评委序号,分数,评语\n"
        func mark(_ kind: String, _ holder: String, _ code: Substring, _ key: Int, _ raters: Int) {
            let mean = 82 + chance.draw(10, key, below: 14)
            for rater in 1...raters {
                let luck = chance.draw(11, key, rater, code.count, period.index, below: 9)
                let mark = min(100, mean - 4 + luck)
                text += "\(kind),\(holder),\(code),\(rater),\(mark),\n"
            }
        }
        for index in 0..<plan.offices { mark("股室", officeCode(index), "", -1 - index, 7) }
        eachLine { kind, holder, key, line in
            if line.method == "F" { mark(kind, holder, line.code, key, 5) }
        }
        for index in 0..<plan.people { mark("个人", person(index), "", index, 7) }
        return text
    }

    // MARK: Ledgers

    private func projects(_ period: Period) -> String {
        var text = "项目代码,项目名称,类型,阶段,责任人工号,股室代码,计划进度,实际进度,截至日期,滞后原因,原因类别,认领日期\n"
        for index in stride(from: 0, to: plan.people, by: 3) {
            let planned = 20 * period.quarter + chance.draw(12, index, below: 10)
            let behind = max(0, chance.draw(13, index, period.index, below: 60) - 45)
            let why = behind > 0 ? "设备到货推迟,资源" : ","
            text += "\(padded("XM", index + 1, 6)),第\(index + 1)号厂房建设,产业项目,在建,"
            text += "\(person(index)),\(officeCode(office(of: index))),\(planned),\(planned - behind),"
            text += "\(period.lastDay),\(why),\n"
        }
        return text
    }

    private func visits(_ period: Period) -> String {
        var text = "日期,工号,企业代码,主题\n"
        for index in 0..<plan.people {
            for visit in 0..<2 + chance.draw(14, index, period.index, below: 4) {
                let day = day(period, visit * 20 + chance.draw(15, index, visit, below: 20))
                let firm = firm(chance.draw(16, index, visit, period.index, below: firms))
                text += "\(day),\(person(index)),\(firm),核实诉求办理情况\n"
            }
        }
        return text
    }

    /// Answered and closed inside the quarter, but for a few of the last one, which raise cards.
    private func appeals(_ period: Period) -> String {
        let isLast = period.index == Self.first.index + plan.quarters - 1
        var text = "诉求编号,企业代码,类别,提出日期,响应日期,办结日期,时限,经办人工号,评价\n"
        for index in 0..<plan.people {
            for appeal in 0..<1 + chance.draw(17, index, period.index, below: 3) {
                let raised = chance.draw(18, index, appeal, period.index, below: 60)
                let isOpen = isLast && chance.draw(19, index, appeal, below: 100) == 0
                let closed = day(period, raised + 1 + chance.draw(20, index, appeal, below: 12))
                let code = padded("SQ\(period)-", index * 3 + appeal + 1, 6)
                let firm = firm(chance.draw(21, index, appeal, below: firms))
                text += "\(code),\(firm),用工招聘,\(day(period, raised)),\(day(period, raised + 1)),"
                text += "\(isOpen ? "" : closed),10,\(person(index)),\(isOpen ? "" : "满意")\n"
            }
        }
        return text
    }

    private func survey(_ period: Period) -> String {
        let words = ["很满意", "很满意", "很满意", "很满意", "很满意", "满意", "满意", "基本满意", "不了解"]
        var text = "问卷编号,企业代码,股室代码,评价\n"
        for index in 0..<plan.offices {
            for sheet in 0..<12 {
                let word = words[chance.draw(22, index, sheet, period.index, below: words.count)]
                let code = padded("WJ\(period)-", index * 12 + sheet + 1, 5)
                let firm = firm(chance.draw(23, index, sheet, below: firms))
                text += "\(code),\(firm),\(officeCode(index)),\(word)\n"
            }
        }
        return text
    }

    private func cases(_ period: Period) -> String {
        var text = "案例编号,标题,指标代码,项目类型,阶段,原因类别,做法,成效,提供股室,同意引用\n"
        for (index, line) in indicators.prefix(24).enumerated() {
            text += "\(padded("AL", index + 1, 3)),\(line.cells[1])的做法,\(line.code),产业项目,在建,资源,"
            text += "每周会商并专人跟办,用时缩短三分之一,\(officeCode(index % plan.offices)),是\n"
        }
        return text
    }

    private func spotChecks(_ period: Period) -> String {
        var text = "抽查编号,日期,对象,对象代码,事项,扣分,佐证,性质\n"
        for index in 0..<plan.people where chance.draw(24, index, period.index, below: 40) == 0 {
            let nature = chance.draw(25, index, below: 4) == 0 ? "作风" : "一般"
            let code = padded("CC\(period)-", index + 1, 6)
            text += "\(code),\(day(period, 30)),个人,\(person(index)),走访照片未上传,0.5,后台记录,\(nature)\n"
        }
        return text
    }

    private func talks(_ period: Period) -> String {
        var text = "工号,谈话人,日期,类型,约定事项,期限\n"
        for index in 0..<plan.people where chance.draw(26, index, below: 5) > 0 {
            let talker = index < plan.offices ? supervisor(of: index) : person(office(of: index))
            text += "\(person(index)),\(talker),\(day(period, 15)),反馈,补齐项目归档资料,\(period.lastDay)\n"
        }
        return text
    }
}
