import Model

extension IndexPage {
    static let naming = Naming<IndexPage>(
        "目录页",
        [
            .text("园区名称", "方案中的园区名称", example: "临江工业园区") { $0.park },
            .list("季度", periodNaming, "各季度，新的在前") { $0.periods }.obligatory,
        ])

    private static let periodNaming = Naming<PeriodEntry>(
        "季度",
        [
            .period("季度", "季度", example: "2026年第一季度") { $0.period },
            .flag("最新", "最新的季度") { $0.isNewest },
            .flag("不能计算", "表格差错过多，没有文件") { $0.assessment == nil },
            .flag("运行中", "本季尚未结束") { $0.assessment?.isRunning ?? false },
            .flag("已签发", "已正式签发") { $0.isIssued },
            .flag("已定稿", "已有定稿单") { $0.assessment?.isSignedOff ?? false },
            .date("数据截至", "完成情况和台账的最新日期", example: "2026年3月31日", optional: { $0.assessment?.asOf }),
            .whole("差错数", "数据差错的处数", example: "0") { $0.errors },
            .flag("有差错", "有数据差错") { $0.errors > 0 },
            .link("运行报告", "运行报告的链接", example: "drafts/2026Q1/run-report.html") {
                Link($0.folder + "run-report.html")
            },
            .link(
                "数据文件", "assessment.xml 的链接", example: "drafts/2026Q1/assessment.xml",
                optional: {
                    $0.assessment == nil ? nil : Link($0.folder + "assessment.xml")
                }),
            .record(
                "园区通报", paperNaming, "全园区的通报",
                optional: {
                    $0.paper(.bulletin, Bulletin.parkSubject)
                }),
            .record(
                "反馈报告打印包", pageNaming, "全园区的反馈报告打印包",
                optional: { $0.page(.feedbackPack, Bulletin.parkSubject) }),
            .record(
                "通知书打印包", pageNaming, "全园区的通知书打印包", optional: { $0.page(.cardPack, Bulletin.parkSubject) }),
            .list("更正", correctionNaming, "各次更正的打印包，只有更正的件；季度的打印包是更正前的") { $0.correctionEntries },
            .record("分解表A3", pageNaming, "绩效指标分解表，A3", optional: { $0.page(.chart, "a3") }),
            .record("分解表A4", pageNaming, "绩效指标分解表，A4", optional: { $0.page(.chart, "a4") }),
            .link(
                "审定表", "审定表的链接；运行中和已签发的没有", example: "drafts/2026Q1/decision-sheet.html",
                optional: { $0.hasDecisionSheet ? Link($0.folder + "decision-sheet.html") : nil }),
            .link(
                "审定数据", "预填了建议的 decisions.csv 的链接；运行中和已签发的没有", example: "drafts/2026Q1/decisions.csv",
                optional: { $0.hasDecisionSheet ? Link($0.folder + "decisions.csv") : nil }),
            .record(
                "整改台账", paperNaming, "全园区的整改台账；没有生成的没有",
                optional: { $0.paper(.itemLedger, Bulletin.parkSubject) }),
            .link(
                "整改台账工作簿", "全园区整改台账的 .xlsx 的链接；没有生成的没有", example: "working/2026Q1/ledgers/park.xlsx",
                optional: { $0.ledgerWorkbook }),
            .list("谈话安排", talkNaming, "各谈话人的谈话安排表") { $0.talks },
            .list("股室", officeNaming, "各股室，按代码") { $0.offices },
            .list("其他牌", cardNaming, "对象已不在本季表中的牌") { $0.otherCards },
            .list("销牌和撤销", closingNaming, "本季的销牌通知和撤销通知") { $0.closings },
            .whole("人数", "人员数", example: "36") { $0.assessment?.people.count ?? 0 },
            .whole("牌数", "红黄牌数", example: "5") { entry in
                entry.assessment?.cards.filter { $0.outcome != .refused }.count ?? 0
            },
        ])

    private static let correctionNaming = Naming<CorrectionEntry>(
        "更正的打印包",
        [
            .whole("次数", "第几次更正", example: "1") { $0.revision },
            .list("打印包", packNaming, "更正件的打印包") { $0.packs },
        ])

    private static let packNaming = Naming<PackEntry>(
        "更正件打印包",
        [
            .flag("为反馈报告", "反馈报告的；否则是通知书的") { $0.isOfReports },
            .text("股室名称", "一个股室的；全园区的没有", example: "规划工程部", optional: { $0.officeName }),
            .link("网页", "打印包的链接", example: "issued/0006-2026Q1-r1/packs/feedback-park.html") { $0.page },
        ])

    private static let talkNaming = Naming<TalkEntry>(
        "谈话安排",
        [
            .text("谈话人", "谈话人的姓名", example: "陈江") { $0.leader },
            .link("网页", "谈话安排表的链接", example: "working/2026Q1/talks/L002/list.html") { $0.page },
        ])

    private static let paperNaming = Naming<Paper>(
        "文件链接",
        [
            .link("网页", "HTML 的链接", example: "drafts/2026Q1/feedback/P007.html") { $0.html },
            .link("数据", "XML 的链接", example: "drafts/2026Q1/feedback/P007.xml") { $0.xml },
        ])

    private static let pageNaming = Naming<Link>(
        "网页链接", [.link("网页", "HTML 的链接", example: "drafts/2026Q1/packs/feedback-park.html") { $0 }])

    private static let officeNaming = Naming<OfficeEntry>(
        "股室",
        [
            .text("代码", "股室代码", example: "S01") { $0.code.text },
            .text("名称", "股室名称", example: "规划工程部") { $0.name },
            .record("通报", paperNaming, "股室通报；暂不出件的没有", optional: { $0.bulletin }),
            .record("整改台账", paperNaming, "本股室的整改台账；没有生成的没有", optional: { $0.ledger }),
            .link(
                "整改台账工作簿", "本股室整改台账的 .xlsx 的链接；没有生成的没有", example: "working/2026Q1/ledgers/GH.xlsx",
                optional: { $0.ledgerWorkbook }),
            .record("反馈报告打印包", pageNaming, "本股室的反馈报告打印包", optional: { $0.reportPack }),
            .record("通知书打印包", pageNaming, "本股室的通知书打印包", optional: { $0.cardPack }),
            .list("人员", personNaming, "本股室人员，按工号") { $0.people },
            .whole("人数", "本股室人数", example: "4") { $0.people.count },
            .list("牌", cardNaming, "本股室及其人员、项目的牌") { $0.cards },
        ])

    private static let personNaming = Naming<PersonEntry>(
        "人员",
        [
            .text("工号", "工号", example: "P007") { $0.code.text },
            .text("姓名", "姓名", example: "周晓岚") { $0.name },
            .record("反馈报告", paperNaming, "反馈报告；暂不出件的没有", optional: { $0.report }),
            .record("清单", paperNaming, "个人绩效考核清单；没有生成的没有", optional: { $0.list }),
            .list("提纲", sheetNaming, "谈话提纲，只给谈话人；每个谈话人一份") { $0.sheets },
            .record("档案", paperNaming, "本年的绩效档案；没有生成的没有", optional: { $0.file }),
        ])

    private static let sheetNaming = Naming<SheetEntry>(
        "提纲链接",
        [
            .text("谈话人", "这份提纲给谁", example: "陈江") { $0.leader },
            .flag("不止一份", "几个谈话人各有一份") { $0.isOneOfSeveral },
            .link("网页", "HTML 的链接", example: "working/2026Q1/talks/L002/P007.html") { $0.paper.html },
            .link("数据", "XML 的链接", example: "working/2026Q1/talks/L002/P007.xml") { $0.paper.xml },
        ])

    private static let closingNaming = Naming<ClosingEntry>(
        "销牌撤牌通知",
        [
            .text("牌号", "牌的编号", example: "2025Q4-P007") { $0.cardID },
            .text("名称", "对象的姓名或名称", example: "临江码头二期工程") { $0.name },
            .flag("为销牌", "销牌通知；否则是撤销通知") { $0.isLifting },
            .link("网页", "HTML 的链接", example: "drafts/2026Q1/liftings/2025Q4-P007.html") { $0.paper.html },
            .link("数据", "XML 的链接", example: "drafts/2026Q1/liftings/2025Q4-P007.xml") { $0.paper.xml },
        ])

    private static let cardNaming = Naming<CardEntry>(
        "牌",
        [
            .text("牌号", "牌的编号", example: "2026Q1-P007") { $0.card.id },
            .text("名称", "对象的姓名或名称", example: "临江码头二期工程") { $0.card.name },
            .text("对象代码", "工号、股室或项目代码", example: "X03") { $0.card.object.code.text },
            .text("牌别", "黄牌或红牌", example: "黄牌") { $0.card.colour.chinese },
            .flag("红", "红牌") { $0.card.colour == .red },
            .flag("拟赋牌", "尚未定稿") { $0.card.outcome == .proposed },
            .record("通知书", paperNaming, "通知书；没有生成的没有", optional: { $0.paper }),
        ])
}
