import Model

extension DiagnosticCode {
    /// Printed by a fall-back font.
    package static let glyphFallback = DiagnosticCode("W851")
    /// Perhaps an empty box on paper.
    package static let glyphMissing = DiagnosticCode("W852")
}

/// Finds characters of names and texts that the office's fonts do not have, before somebody finds a box on paper.
package enum GlyphCheck {
    /// One finding for each row and each kind of trouble, in the order of the tables.
    package static func findings(of data: QuarterData) -> [Diagnostic] {
        data.printed.flatMap { findings(of: $0) }
    }

    private static func findings(of text: PrintedText) -> [Diagnostic] {
        var fallback: [Unicode.Scalar] = []
        var missing: [Unicode.Scalar] = []
        for character in text.texts.lazy.flatMap(\.unicodeScalars) {
            switch GlyphCoverage.of(character) {
            case .everywhere: continue
            case .freeFontsOnly where !fallback.contains(character): fallback.append(character)
            case .nowhere where !missing.contains(character): missing.append(character)
            default: continue
            }
        }
        return [
            fallback.isEmpty ? nil : .fallback(text, fallback),
            missing.isEmpty ? nil : .missing(text, missing),
        ].compactMap(\.self)
    }
}

/// The texts of one row that stand in papers.
private struct PrintedText {
    /// `P004 的姓名`.
    var what: String
    var texts: [String]
    var place: SourcePlace?
    var affected: [Code]
}

extension QuarterData {
    /// The table, where its rows do not know their lines.
    private func place(of table: String) -> SourcePlace? {
        sources.first { $0.path.hasSuffix("/" + table) }.map { SourcePlace(file: $0.path) }
    }

    fileprivate var printed: [PrintedText] {
        people.map {
            PrintedText(
                what: "\($0.code) 的姓名、岗位", texts: [$0.name, $0.post, $0.rank ?? ""], place: $0.place,
                affected: [$0.code])
        }
            + offices.map {
                PrintedText(what: "股室 \($0.code) 的名称", texts: [$0.name], place: $0.place, affected: [$0.code])
            }
            + indicators.map {
                PrintedText(
                    what: "指标 \($0.code) 的文字", texts: [$0.name, $0.unit], place: $0.place, affected: [])
            }
            + (projects ?? []).map {
                PrintedText(
                    what: "项目 \($0.code) 的文字", texts: [$0.name, $0.lagReason ?? ""], place: $0.place,
                    affected: [])
            }
            + results.map {
                PrintedText(
                    what: "\($0.holder.code) 的 \($0.indicator) 的文字",
                    texts: [$0.evidence ?? "", $0.remark ?? ""],
                    place: $0.place, affected: [])
            }
            + (spotChecks ?? []).map {
                PrintedText(
                    what: "抽查 \($0.code) 的文字", texts: [$0.matter, $0.evidence], place: $0.place, affected: [])
            }
            + exemptions.map {
                PrintedText(
                    what: "容错 \($0.holder.code) 的事由", texts: [$0.reason], place: $0.place, affected: [])
            }
            + cases.map {
                PrintedText(
                    what: "案例 \($0.code) 的文字", texts: [$0.title, $0.practice, $0.effect],
                    place: place(of: "cases.csv"),
                    affected: [])
            }
            + rectifications.map {
                PrintedText(
                    what: "整改 \($0.code) 的文字", texts: [$0.problem, $0.goal, $0.measure, $0.responsibleUnit],
                    place: place(of: "rectifications.csv"), affected: [])
            }
    }
}

extension Diagnostic {
    fileprivate static func fallback(_ text: PrintedText, _ characters: [Unicode.Scalar]) -> Diagnostic {
        Diagnostic(
            .glyphFallback, .warning, at: text.place,
            "\(text.what)里的 \(shown(characters)) 不在 GB 2312，单位的公文字体没有时由霞鹜文楷或思源字体代印。",
            remedy: "请在打印的电脑上装其中一种字体。", affected: text.affected)
    }

    fileprivate static func missing(_ text: PrintedText, _ characters: [Unicode.Scalar]) -> Diagnostic {
        Diagnostic(
            .glyphMissing, .warning, at: text.place,
            "\(text.what)里的 \(shown(characters)) 已知的字体都没有，纸上可能是空框。", remedy: "请核对是否输错；没有输错的，打印后核对这一处。",
            affected: text.affected)
    }

    /// By number: whoever reads the report may lack the font, too.
    private static func shown(_ characters: [Unicode.Scalar]) -> String {
        characters.prefix(8).map { "“\($0)”（U+\(String($0.value, radix: 16, uppercase: true))）" }.joined(
            separator: "、")
            + (characters.count > 8 ? " 等 \(characters.count) 个字" : "")
    }
}
