import Model

/// What of the last quarter's tables stands in the next one's from the start.
///
/// Tables of texts by column title; the rules are those of docs/tables.md: open items are repeated, people stay
/// until they leave, figures of the old quarter never pass for new ones.
package struct CarriedRows {
    /// A table of the last quarter, or an empty one.
    package struct Table: Sendable {
        package var stem: String
        package var titles: [String]
        package var rows: [[String]]

        package init(stem: String, titles: [String], rows: [[String]]) {
            self.stem = stem
            self.titles = titles
            self.rows = rows
        }

        func index(_ title: String) -> Int? { titles.firstIndex(of: title) }

        func text(_ row: [String], _ title: String) -> String {
            index(title).flatMap { row.indices.contains($0) ? row[$0] : nil } ?? ""
        }

        func blanking(_ cleared: [String]) -> [[String]] {
            let indexes = cleared.compactMap(index)
            return rows.map { row in
                var row = row
                for index in indexes where row.indices.contains(index) { row[index] = "" }
                return row
            }
        }
    }

    private let period: Period
    private let tables: [String: Table]
    private let ledgers: Set<String>

    /// - Parameter ledgers: 数据来源 of indicators whose figures are counted, not reported.
    package init(_ tables: [Table], for period: Period, ledgers: [String]) {
        self.period = period
        self.tables = Dictionary(tables.map { ($0.stem, $0) }, uniquingKeysWith: { first, _ in first })
        self.ledgers = Set(ledgers)
    }

    package func rows(of stem: String) -> [[String]] {
        guard let table = tables[stem] else { return [] }
        switch stem {
        case "offices", "indicators", "enterprises", "cases": return table.rows
        case "people": return table.rows.filter { stays($0, table) }
        case "targets": return targets(table).blanking(["期限"])
        case "results": return results(table)
        case "projects": return table.blanking(["计划进度", "实际进度", "截至日期", "滞后原因", "原因类别"])
        case "appeals": return table.rows.filter { table.text($0, "办结日期").isEmpty }
        case "rectifications":
            return table.rows.filter { !["已验收", "已销号", "已终止"].contains(table.text($0, "状态")) }
        default: return []
        }
    }

    private func stays(_ person: [String], _ table: Table) -> Bool {
        guard let left = Day(iso: table.text(person, "离岗日期")) else { return true }
        return left >= period.firstDay
    }

    private func targets(_ table: Table) -> Table {
        let gone = gonePeople
        var table = table
        table.rows = table.rows.filter { row in
            table.text(row, "对象") != "个人" || !gone.contains(table.text(row, "对象代码"))
        }
        return table
    }

    private var gonePeople: Set<String> {
        guard let people = tables["people"] else { return [] }
        return Set(people.rows.filter { !stays($0, people) }.map { people.text($0, "工号") })
    }

    /// One row for every figure somebody must report: 未报 until it is, dated so that it counts as no progress.
    private func results(_ table: Table) -> [[String]] {
        guard let targets = tables["targets"] else { return [] }
        let reported = reportedIndicators
        return self.targets(targets).rows.compactMap { row in
            let code = targets.text(row, "指标代码")
            guard reported.contains(code) else { return nil }
            return table.titles.map { title in
                switch title {
                case "实际值": "未报"
                case "截至日期": period.firstDay.description
                case "指标代码", "对象", "对象代码": targets.text(row, title)
                default: ""
                }
            }
        }
    }

    /// Not the ledgers' and the panel's, and not incentives, whose absence already means none.
    private var reportedIndicators: Set<String> {
        guard let table = tables["indicators"] else { return [] }
        let reported = table.rows.filter { row in
            !ledgers.contains(table.text(row, "数据来源")) && table.text(row, "计分法") != "F"
                && table.text(row, "类别") != "激励"
        }
        return Set(reported.map { table.text($0, "指标代码") })
    }
}
