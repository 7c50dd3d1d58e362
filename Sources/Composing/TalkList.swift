import Model

/// One leader's talks about a quarter in the order in which to hold them (谈话安排表).
struct TalkList: Sendable {
    var heading: PaperHeading
    var leader: RoleHolder
    /// Newest date of the data by which due and overdue were judged.
    var judgedAt: Day?
    var entries: [Entry]

    struct Entry: Sendable {
        var talk: PlannedTalk
        var isNamesake: Bool
        var officeName: String?
        /// The talk sheet beside the list; `nil` when the person has no papers.
        var sheet: Link?
    }

    func count(_ isWanted: (PlannedTalk) -> Bool) -> Int { entries.filter { isWanted($0.talk) }.count }
}

extension Composer {
    package func person(_ code: Code) -> PersonAssessment? { index.person(code) }

    package var talkRound: TalkRound { TalkRound(assessment, later: later, calendar: calendar) }

    package func talkList(_ pile: TalkPile) -> Checked<Document?> {
        let leader = pile.leader
        var boundary = PaperBoundary(subject: leader, owners: [], directory: directory)
        let role = boundary.role(leader)
        let entries = pile.talks.map { talk in
            if let person = talk.person { _ = boundary.role(person) }
            let hasSheet = talk.person.flatMap { index.person($0) }.map { !$0.isWithheld } ?? false
            return TalkList.Entry(
                talk: talk, isNamesake: talk.person.map(directory.isNamesake) ?? false,
                officeName: talk.office.map(directory.officeName),
                sheet: hasSheet ? talk.person.map { Link("\($0).html") } : nil)
        }
        let list = TalkList(
            heading: PaperHeading(assessment, nil), leader: role, judgedAt: pile.judgedAt, entries: entries)
        return boundary.document(
            .talkList, period: assessment.period, path: "talks/\(leader)/list",
            facts: TalkList.naming.record(of: list))
    }
}

extension TalkList {
    static let naming = Naming<TalkList>(
        "谈话安排表", for: [.leader],
        PaperHeading.entries { $0.heading } + [
            .record("谈话人", RoleHolder.naming, "这些谈话的领导") { $0.leader }.obligatory,
            .date("判断日", "到期与逾期按这一天判断：各季数据中最晚的日期", example: "2026年5月31日", optional: { $0.judgedAt }),
            .list("谈话", entryNaming, "应谈的人：逾期的在前，其次有期限的，再次没有期限的，已谈的在后") { $0.entries }.obligatory,
            .whole("逾期数", "逾期未谈的次数", example: "1") { $0.count(\.isOverdue) },
            .whole("红黄牌逾期数", "其中红黄牌谈话的次数，与运行报告一致", example: "1") {
                $0.count { $0.isOverdue && $0.colour != nil }
            },
            .whole("未谈数", "还没有谈的次数，含逾期", example: "4") { $0.count { $0.held == nil } },
            .whole("已谈数", "已经谈过的次数", example: "3") { $0.count { $0.held != nil } },
        ])

    private static let entryNaming = Naming<Entry>(
        "谈话", for: [.leader],
        [
            .text("姓名", "姓名；对象已不在表中的为对象名称", example: "王伟") { $0.talk.name },
            .text("工号", "工号；对象已不在表中的没有", example: "P007", optional: { $0.talk.person?.text }),
            .flag("有同名", "本园区另有同名的人") { $0.isNamesake },
            .text("股室名称", "所在股室", example: "规划工程部", optional: { $0.officeName }),
            .text("岗位", "岗位", example: "港航项目岗", optional: { $0.talk.post }),
            .flag("为反馈", "季度反馈谈话") { $0.talk.occasion == .feedback },
            .flag("为黄牌", "因黄牌的谈话") { $0.talk.colour == .yellow },
            .flag("为红牌", "因红牌的谈话，由主要领导谈") { $0.talk.colour == .red },
            .text("牌号", "因哪张牌", example: "2026Q1-P007", optional: { $0.talk.cardID }),
            .text("对象名称", "股室或项目的牌：它的名称", example: "临江码头二期工程", optional: { $0.objectName }),
            .date("期限", "最迟哪天谈；未签发的牌和运行中季度的反馈谈话没有", example: "2026年4月17日", optional: { $0.talk.due }),
            .whole("工作日", "牌签发后几个工作日内谈", example: "5", optional: { $0.talk.workingDays }),
            .flag("已逾期", "过了期限还没有谈") { $0.talk.isOverdue },
            .date("已谈日期", "哪天谈的；还没有谈的没有", example: "2026年4月15日", optional: { $0.talk.held }),
            .link("提纲", "谈话提纲；暂不出件的没有", example: "P007.html", optional: { $0.sheet }),
        ])
}

extension TalkList.Entry {
    fileprivate var objectName: String? {
        if case .card(_, let object, _) = talk.occasion { object } else { nil }
    }
}
