import Model

extension IssueMark {
    /// Names every issued paper has; outside the digest of its facts.
    static func entries<Paper>(_ mark: @escaping @Sendable (Paper) -> IssueMark?) -> [Naming<Paper>.Entry] {
        [
            .flag("正式件", "已签发；预览稿不是") { mark($0) != nil }.mark,
            .date("印发日期", "成文日期；预览稿没有", example: "2026年4月10日", optional: { mark($0)?.date }).mark,
            .record("更正", correctionNaming, "更正件才有", optional: { mark($0)?.correction }).mark,
        ]
    }

    private static let correctionNaming = Naming<Correction>(
        "更正", for: .open,
        [
            .whole("次数", "第几次更正", example: "1") { $0.revision },
            .flag("补发", "原先没有签发过这一件") { $0.isLate },
            .text("原文号", "所更正的文件的文号；没有文号的没有", example: "临园绩督〔2026〕4号", optional: { $0.replaces }),
            .text("理由", "更正的理由，来自更正定稿单", example: "走访台账补录") { $0.reason },
            .texts("变动", "改了什么", example: "得分 88.50 → 89.00") { $0.changes },
        ])
}
