import Model

extension DecompositionChart {
    static let naming = Naming<DecompositionChart>(
        "绩效指标分解表", for: .open,
        [
            .text("园区名称", "园区名称", example: "临江工业园区") { $0.heading.park.name },
            .text("方案", "考核方案的编号和版本", example: "linjiang 2025.1") { $0.heading.scheme },
            .period("季度", "考核季度；表中列全年", example: "2026年第一季度") { $0.heading.period }.obligatory,
            .flag("A3", "A3 横版；否则 A4 横版") { $0.isA3 },
            .whole("指标数", "园区指标的个数", example: "47") { $0.indicatorCount },
            .whole("申报指标数", "另有几项已生效的自主申报指标", example: "2") { $0.declaredCount },
            .flag("有申报指标", "有已生效的自主申报指标") { $0.declaredCount > 0 },
            .list("大组", groupNaming, "园区层：全部指标，按大组") { $0.groups }.obligatory,
            .list("股室", officeNaming, "股室和岗位层") { $0.offices }.obligatory,
        ])

    private static let groupNaming = Naming<Group>(
        "大组", for: .open,
        [
            .text("名称", "大组的名称", example: "企业帮扶") { $0.name },
            .list("指标", parkNaming, "这一大组的指标") { $0.indicators },
        ])

    private static func indicator<Line>(
        _ read: @escaping @Sendable (Line) -> Indicator
    ) -> [Naming<Line>.Entry] {
        [
            .text("指标代码", "指标代码", example: "QY-01") { read($0).code.text },
            .text("指标名称", "指标名称", example: "入企走访企业") { read($0).name },
            .text("类别", "关键、个性、激励", example: "关键") { read($0).indicatorClass.rawValue },
            .text("小组", "小组", example: "入企听诉服务成效") { read($0).subgroup },
            .text("单位", "计量单位", example: "家次") { read($0).unit },
            .text("口径", "当季或累计", example: "当季") { read($0).span.rawValue },
            .text("计分法", "计分法的名称", example: "完成率法") { read($0).method.chinese },
            .points("满分", "指标的满分", example: "2.50") { read($0).fullPoints },
        ]
    }

    private static func quarters<Line>(
        _ read: @escaping @Sendable (Line) -> QuarterTargets
    ) -> [Naming<Line>.Entry] {
        ["一", "二", "三", "四"].enumerated().map { position, name in
            .text(
                "\(name)季度目标", "第\(name)季度的目标值，没有目标值的为“据实”；没有下达的没有", example: "90",
                optional: { read($0).text(quarter: position + 1) })
        }
    }

    private static let parkNaming = Naming<ParkLine>(
        "园区指标", for: .open,
        indicator { $0.indicator } + quarters { $0.targets } + [
            .text("责任股室", "责任股室", example: "企业服务中心") { $0.responsible },
            .texts("其他股室", "也承担这项指标的股室", example: "经济发展部") { $0.others },
        ])

    private static let officeNaming = Naming<OfficePart>(
        "股室", for: .open,
        [
            .text("代码", "股室代码", example: "GH") { $0.code.text },
            .text("名称", "股室名称", example: "规划工程部") { $0.name },
            .list("指标", lineNaming, "股室或本股室岗位承担的指标") { $0.lines },
        ])

    private static let lineNaming = Naming<OfficeLine>(
        "股室指标", for: .open,
        indicator { $0.indicator } + quarters { $0.targets } + [
            .list("岗位", postNaming, "分解到的岗位；没有分解到岗位的为空") { $0.posts }
        ])

    private static let postNaming = Naming<PostLine>(
        "岗位", for: .open,
        [
            .text("岗位", "岗位", example: "企业服务岗") { $0.post },
            .whole("人数", "承担这项指标的人数", example: "2") { $0.people },
            .flag("多人", "不止一人") { $0.people > 1 },
        ] + quarters { $0.targets })
}
