import Model

/// One person's year on one document that grows quarter by quarter (绩效档案).
struct PerformanceFile: Sendable {
    var heading: PaperHeading
    var year: Int
    var person: Person
    var officeName: String
    var isNamesake: Bool
    /// Oldest first.
    var quarters: [Quarter]
    var cards: [CardEntry]
    var talks: [LastTalk]
    var items: [ItemEntry]
    var proposals: [ProposalEntry]

    struct Quarter: Sendable {
        var period: Period
        var officeName: String
        var post: String
        /// Directory of the batch that issued it; `nil` for a draft.
        var batch: String?
        var isRunning: Bool
        /// Its data are at fault and say nothing.
        var isWithheld: Bool
        var noGrade: NoGradeReason?
        var isIncomplete: Bool
        var score: Points?
        var suggested: String?
        var decided: String?
        var lines: [IndicatorLine]
    }
}

/// A year's quarters that could be read, for all its files.
package struct FileYear: Sendable {
    package let year: Int
    let quarters: [Quarter]
    /// Items as they stand at the newest quarter of all, by who answered for them at the end of a quarter of the year:
    /// what a project's next owner has to do is not its former owner's.
    let items: [Code: [RectificationItem]]

    struct Quarter: Sendable {
        let composer: Composer
        let batch: String?
        let issued: IssuedQuarter?
    }

    /// - Parameter batches: of issued quarters the directory of the newest batch and what it said.
    package init(
        _ year: Int, _ composers: [Composer], batches: [Period: (directory: String, facts: IssuedQuarter?)]
    ) {
        self.year = year
        quarters = composers.filter { $0.assessment.period.year == year }.map { composer in
            let batch = batches[composer.assessment.period]
            return Quarter(composer: composer, batch: batch?.directory, issued: batch?.facts)
        }
        items = Self.items(of: year, composers)
    }

    private static func items(of year: Int, _ composers: [Composer]) -> [Code: [RectificationItem]] {
        var standing: [String: RectificationItem] = [:]
        var answered: [Code: Set<String>] = [:]
        for assessment in composers.map(\.assessment) {
            let isOfYear = assessment.period.year == year
            for item in assessment.currentItems
            // HR's own numbers may be used again in a later year.
            where isOfYear || standing[item.id]?.opened == item.opened {
                standing[item.id] = item
                if isOfYear, let person = item.person { answered[person, default: []].insert(item.id) }
            }
        }
        return answered.mapValues { ids in
            ids.compactMap { standing[$0] }.sorted { ($0.opened, $0.id) < ($1.opened, $1.id) }
        }
    }

    /// Everybody who was assessed in one of the quarters and is not withheld in all of them.
    package var people: [Code] {
        Set(quarters.flatMap { $0.composer.assessment.people.filter { !$0.isWithheld }.map(\.person.code) })
            .sorted()
    }
}

extension Composer {
    /// The composer is the newest quarter's of all: it knows what became of a year's cards and items.
    package func performanceFile(of code: Code, _ year: FileYear) -> Checked<Document?> {
        guard
            let person = year.quarters.lazy.reversed().compactMap({ $0.composer.index.person(code)?.person })
                .first
        else {
            return Checked(nil)
        }
        let owned = Set(
            year.quarters.flatMap { $0.composer.index.projects(of: code) }.map { Holder(.project, $0.code) })
        let own = owned.union([Holder(.person, code)])
        var boundary = PaperBoundary(subject: code, owners: own, directory: directory)
        let file = PerformanceFile(
            heading: PaperHeading(assessment, nil), year: year.year, person: person,
            officeName: directory.officeName(person.office), isNamesake: directory.isNamesake(code),
            quarters: year.quarters.compactMap { quarter($0, code, &boundary) },
            cards: cards(of: code, own, year),
            talks: year.quarters.flatMap { talks(in: $0.composer.index, with: code, &boundary) },
            items: (year.items[code] ?? []).map { entry($0, &boundary) },
            proposals: year.quarters.last.map {
                boundary.proposals(of: code, in: $0.composer.index)
            } ?? [])
        return boundary.document(
            .performanceFile, period: assessment.period, path: code.text,
            facts: PerformanceFile.naming.record(of: file))
    }

    /// An issued quarter says what was issued, whatever the data say now.
    private func quarter(
        _ quarter: FileYear.Quarter, _ code: Code, _ boundary: inout PaperBoundary
    ) -> PerformanceFile.Quarter? {
        guard let assessed = quarter.composer.index.person(code) else { return nil }
        let standing = quarter.issued?.people[code]
        let shown = assessed.isWithheld ? [] : assessed.lines
        let lines = shown.compactMap { (line: LineAssessment) -> IndicatorLine? in
            var line = line
            if let score = standing?.lines[line.indicator.code] { line.score = score }
            return boundary.line(line, holderName: assessed.person.name)
        }
        return PerformanceFile.Quarter(
            period: quarter.composer.assessment.period,
            officeName: quarter.composer.directory.officeName(assessed.person.office),
            post: assessed.person.post, batch: quarter.batch,
            isRunning: quarter.composer.assessment.isRunning, isWithheld: assessed.isWithheld,
            noGrade: assessed.noGrade, isIncomplete: !assessed.missing.isEmpty,
            score: standing.map(\.score) ?? assessed.score, suggested: assessed.suggested?.text,
            decided: standing.map(\.label) ?? assessed.decided?.label, lines: lines)
    }

    /// Issued cards as they stand now, and those that a quarter of the year proposes or has just issued; of a project
    /// while it was the person's.
    private func cards(of code: Code, _ own: Set<Holder>, _ year: FileYear) -> [CardEntry] {
        let projects = Dictionary(
            year.quarters.map {
                ($0.composer.assessment.period, Set($0.composer.index.projects(of: code).map(\.code)))
            }, uniquingKeysWith: { first, _ in first })
        let isOwn = { (object: Holder, period: Period) in
            object.kind == .person || projects[period]?.contains(object.code) ?? false
        }
        let known = index.earlierCards(of: Array(own)).filter {
            $0.factsPeriod.year == year.year && isOwn($0.object, $0.factsPeriod)
        }
        let ids = Set(known.map(\.id))
        let fresh = year.quarters.flatMap { $0.composer.index.cards(of: Array(own)) }.filter {
            $0.outcome != .refused && !ids.contains($0.id) && isOwn($0.object, $0.period)
        }
        return known.sorted { $0.id < $1.id }
            .map { CardEntry($0, name: name(of: $0.object), asOf: assessment.asOf) }
            + fresh.map { CardEntry($0) }
    }

    private func talks(
        in index: PaperIndex, with code: Code, _ boundary: inout PaperBoundary
    ) -> [LastTalk] {
        let asOf = self.assessment.asOf
        return index.talks(with: code).compactMap { talk in
            let isPast = talk.deadline.map { due in asOf.map { due < $0 } ?? false } ?? false
            return boundary.admit(talk, of: Holder(.person, talk.person), as: "谈话记录", at: talk.place).map {
                LastTalk(talk: $0, leader: boundary.role($0.leader), isPast: isPast)
            }
        }
    }
}

extension PerformanceFile {
    static let naming = Naming<PerformanceFile>(
        "绩效档案",
        [
            .text("园区名称", "园区名称", example: "临江工业园区") { $0.heading.park.name },
            .text("园区代码", "园区代码", example: "LJ") { $0.heading.park.code.text },
            .whole("年", "哪一年的档案", example: "2026") { $0.year }.obligatory,
            .date("数据截至", "填报和台账中最晚的日期", example: "2026年3月31日", optional: { $0.heading.asOf }).obligatory,
            .text("姓名", "本人姓名", example: "王伟") { $0.person.name }.obligatory,
            .text("工号", "本人工号", example: "P007") { $0.person.code.text }.obligatory,
            .flag("有同名", "本园区另有同名的人") { $0.isNamesake },
            .text("股室名称", "最近所在的股室", example: "规划工程部") { $0.officeName }.obligatory,
            .text("股室代码", "最近所在股室的代码", example: "GH") { $0.person.office.text },
            .text("岗位", "最近的岗位", example: "项目服务专员") { $0.person.post },
            .text("职级", "职级；没有填的没有", example: "一级主办", optional: { $0.person.rank }),
            .list("各季", quarterNaming, "本年各季，旧的在前") { $0.quarters }.obligatory,
            .list("牌", CardEntry.naming, "本人及本人负责项目本年的牌") { $0.cards }.obligatory,
            .list("谈话", LastTalk.naming, "本年的谈话") { $0.talks }.obligatory,
            .list("整改事项", ItemEntry.naming, "本年立项或未办结的整改事项，按现在的状态") { $0.items }.obligatory,
            .list("申报", ProposalEntry.naming, "自主申报的指标") { $0.proposals },
        ])

    private static let quarterNaming = Naming<Quarter>(
        "档案季度",
        [
            .period("季度", "季度", example: "2026年第一季度") { $0.period },
            .text("股室名称", "当时所在的股室", example: "规划工程部") { $0.officeName },
            .text("岗位", "当时的岗位", example: "项目服务专员") { $0.post },
            .flag("已签发", "来自签发的批次；否则是预览稿的数据") { $0.batch != nil },
            .text("批次", "签发的批次目录；没有签发的没有", example: "0004-2025Q4", optional: { $0.batch }),
            .flag("进行中", "季度尚未结束") { $0.isRunning },
            .flag("暂不出件", "数据有差错，本季暂缺") { $0.isWithheld },
            .text("不定等次原因", "不定等次的原因", example: "试用期", optional: { $0.noGrade?.text }),
            .flag("暂缺", "有未报的") { $0.isIncomplete },
            .points("得分", "本季得分；没有的没有", example: "88.50", optional: { $0.score }),
            .text("建议", "建议等次", example: "较好", optional: { $0.suggested }),
            .text("审定", "审定等次", example: "较好", optional: { $0.decided }),
            .list("指标", IndicatorLine.naming, "本季的目标和完成情况") { $0.lines },
        ])
}
