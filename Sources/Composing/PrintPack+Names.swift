import Model

extension PrintPack {
    static let feedbackNaming = naming("反馈报告打印包", FeedbackReport.naming.type, "报告")
    static let cardNaming = naming("通知书打印包", CardPaper.naming.type, "通知书")

    private static func naming(_ name: String, _ type: RecordType, _ papers: String) -> Naming<PrintPack> {
        Naming<PrintPack>(
            name,
            PaperHeading.entries { $0.heading } + [
                .text("股室名称", "一个股室的打印包；全园区的没有", example: "规划工程部", optional: { $0.officeName }),
                .list("组", groupNaming, "封面清单，按谈话人分组；通知书只有一组") { $0.groups }.obligatory,
                .whole("份数", "包内文件的份数", example: "5") { $0.papers.count }.obligatory,
                .whole("缺份数", "清单中暂不出件的份数", example: "1") { pack in
                    pack.groups.flatMap(\.entries).filter { $0.position == nil }.count
                },
                .flag("有缺份", "有暂不出件的") { pack in
                    pack.groups.contains { $0.entries.contains { $0.position == nil } }
                },
                .init(
                    Field(papers, .list(.record(type)), obligatory: true, "按清单次序的\(papers)，名称与单份的模板相同")
                ) { .list($0.papers.map { .record($0) }) },
            ])
    }

    private static let groupNaming = Naming<Group>(
        "清单的一组",
        [
            .record("谈话人", RoleHolder.naming, "负责反馈谈话的领导；通知书没有", optional: { $0.leader }),
            .list("行", entryNaming, "这一组的文件") { $0.entries },
            .whole("份数", "这一组的行数", example: "4") { $0.entries.count },
        ])

    private static let entryNaming = Naming<Entry>(
        "清单的一行",
        [
            .whole("次序", "在包内是第几份；暂不出件的没有", example: "3", optional: { $0.position }),
            .link("位置", "页内链接；暂不出件的没有", example: "#p3", optional: { $0.position.map { Link("#p\($0)") } }),
            .text("编号", "工号或牌号", example: "P007") { $0.code },
            .text("名称", "姓名，或牌的对象", example: "王伟") { $0.name },
            .text("股室", "股室名称", example: "规划工程部") { $0.officeName },
            .text("说明", "岗位，或牌别", example: "项目服务专员") { $0.detail },
        ])
}
