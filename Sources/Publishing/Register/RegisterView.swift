import Files
import Model

/// The register for people and other programs: `register.xml` and `register.html`, rebuilt from the manifests.
package struct RegisterView: Sendable {
    private let register: Register
    private let rows: [Row]

    package init(_ register: Register) {
        self.register = register
        rows = Self.rows(of: register.documents)
    }

    private struct Row {
        var batch: Manifest
        var document: IssuedDocument
        /// 有效, 已更正 with the paper that replaced it, 已撤销.
        var state: String
        var by: String
    }

    /// Each paper with what came after it; from the newest to the oldest, because the next one counts.
    private static func rows(of documents: [(batch: Manifest, document: IssuedDocument)]) -> [Row] {
        var later = LaterPapers()
        var rows: [Row] = []
        for place in documents.indices.reversed() {
            let (batch, document) = documents[place]
            rows.append(row(batch, document, later.next(after: document).map { documents[$0].document }))
            later.add(document, at: place)
        }
        return rows.reversed()
    }

    private static func row(_ batch: Manifest, _ document: IssuedDocument, _ next: IssuedDocument?) -> Row {
        guard let next else { return Row(batch: batch, document: document, state: "有效", by: "") }
        let isWithdrawn = !next.withdraws.isEmpty
        return Row(
            batch: batch, document: document, state: isWithdrawn ? "已撤销" : "已更正",
            by: next.number?.label ?? "第 \(next.revision) 次更正")
    }

    /// Places of the papers after the one in hand, by what they replace or take back.
    private struct LaterPapers {
        private var byKey: [DocumentKey: Int] = [:]
        private var byWithdrawn: [Withdrawn: Int] = [:]

        private struct Withdrawn: Hashable {
            var name: String
            /// `nil` for any: a card's id is its own in all periods.
            var period: Period?
        }

        func next(after document: IssuedDocument) -> Int? {
            let key = document.key
            let withdrawn = Withdrawn(name: key.name, period: key.kind == .card ? nil : key.period)
            return [byKey[key], byWithdrawn[withdrawn]].compactMap(\.self).min()
        }

        mutating func add(_ document: IssuedDocument, at place: Int) {
            byKey[document.key] = place
            guard !document.withdraws.isEmpty else { return }
            byWithdrawn[Withdrawn(name: document.withdraws, period: document.key.period)] = place
            byWithdrawn[Withdrawn(name: document.withdraws, period: nil)] = place
        }
    }

    package var xml: [UInt8] {
        var xml = RegisterXML()
        xml.open("register", ["version": "1", "batches": "\(register.batches.count)"])
        for row in rows {
            xml.line(
                "document",
                [
                    "batch": row.batch.directory, "kind": row.document.key.kind.rawValue,
                    "period": "\(row.document.key.period)", "subject": row.document.key.subject,
                    "revision": "\(row.document.revision)", "label": row.document.number?.label ?? "",
                    "issueDate": row.batch.issueDate?.description ?? "", "state": row.state, "by": row.by,
                ])
        }
        for batch in register.batches {
            for void in batch.manifest.voids {
                xml.line(
                    "void",
                    ["batch": batch.manifest.directory, "label": void.number.label, "reason": void.reason])
            }
        }
        xml.close("register")
        return xml.bytes
    }

    package var json: String {
        let entries = rows.map { row in
            let fields = [
                ("batch", row.batch.directory), ("kind", row.document.key.kind.rawValue),
                ("period", "\(row.document.key.period)"), ("subject", row.document.key.subject),
                ("revision", "\(row.document.revision)"), ("label", row.document.number?.label ?? ""),
                ("issueDate", row.batch.issueDate?.description ?? ""), ("state", row.state), ("by", row.by),
            ]
            return "{" + fields.map { "\"\($0.0)\":\"\(Self.escapedJSON($0.1))\"" }.joined(separator: ",")
                + "}"
        }
        return "[" + entries.joined(separator: ",\n") + "]\n"
    }

    private static func escapedJSON(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar.value < 32 ? " " : scalar)
        }
        return result
    }

    /// No names: kind, subject code, number, date, state.
    package var html: [UInt8] {
        var text = """
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8" />
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>发文登记</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            <h1>发文登记</h1>
            <table>
            <thead><tr>\(Self.titles.map { "<th scope=\"col\">\($0)</th>" }.joined())</tr></thead>
            <tbody>

            """
        for row in rows { text += Self.line(row) }
        for batch in register.batches {
            for void in batch.manifest.voids {
                text += Self.cells([
                    batch.manifest.directory, void.number.label, "—", "—", "—", "—", "作废：" + void.reason,
                ])
            }
        }
        text += "</tbody>\n</table>\n</main>\n</body>\n</html>\n"
        return Array(text.utf8)
    }

    private static let titles = ["批次", "文号", "文种", "季度", "对象", "成文日期", "状态"]

    /// On a phone each row becomes a block with the titles before the values.
    private static let style = """
        body { font: 16px/1.6 sans-serif; margin: 24px; color: #1c1f24; overflow-wrap: anywhere; }
        h1 { font-size: 24px; } table { border-collapse: collapse; }
        th, td { border: 1px solid #999; padding: 2px 8px; text-align: left; }
        thead { display: table-header-group; } tr { break-inside: avoid; }
        @page { size: A4; margin: 18mm 16mm; }
        @media print { body { margin: 0; font-size: 10.5pt; } }
        @media screen and (max-width: 640px) {
          table, tbody, tr, td { display: block; border: 0; }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          tr { border-bottom: 1px solid #999; padding: 8px 0; } td { padding: 0; }
          td::before { content: attr(data-label) "："; color: #555c66; }
        }
        """

    private static func line(_ row: Row) -> String {
        let state = row.by.isEmpty ? row.state : "\(row.state) → \(row.by)"
        return cells([
            row.batch.directory, row.document.number?.label ?? "—", row.document.key.kind.chinese,
            "\(row.document.key.period)", row.document.key.subject, row.batch.issueDate?.description ?? "—",
            state,
        ])
    }

    private static func cells(_ texts: [String]) -> String {
        let cells = zip(titles, texts).map { "<td data-label=\"\($0)\">\(RegisterXML.escaped($1))</td>" }
        return "<tr>" + cells.joined() + "</tr>\n"
    }
}

extension OutputSession {
    /// Rebuilds `register.xml` and `register.html`; files that hold these bytes already are not touched.
    package func writeViews(of register: Register) throws(Diagnostic) {
        guard !register.batches.isEmpty else { return }
        let view = RegisterView(register)
        for (name, bytes) in [("register.xml", view.xml), ("register.html", view.html)] {
            switch try output.presence(of: name) {
            case .absent, .file: break
            case .symbolicLink: throw .outputIsSymbolicLink(output.path + "/" + name)
            case .folder, .other: throw .outputNotExpected(output.path + "/" + name, "不是普通文件")
            }
            if try output.holds(bytes, in: name) { continue }
            try output.replace(name, with: bytes, through: Self.unfinished + name)
        }
    }
}
