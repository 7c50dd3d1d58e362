import Model

enum IndicatorsTable: TableForm {
    static let code = Column("指标代码", "indicator", .defining(.indicator))
    static let name = Column("指标名称", "indicator_name", .text)
    static let indicatorClass = Column("类别", "class", CellForm<IndicatorClass>.word())
    static let group = Column("大组", "group", .text)
    static let subgroup = Column("小组", "subgroup", .text)
    static let unit = Column("单位", "unit", .text)
    static let direction = Column("方向", "direction", .word("正向", "逆向"))
    static let span = Column("口径", "span", CellForm<IndicatorSpan>.word())
    static let method = Column("计分法", "method", CellForm<ScoringMethod>.word())
    static let parameters = Column("参数", "parameters", CellForm<ParametersCell>.parameters, optional: true)
    static let fullPoints = Column("满分", "full_points", .fullPoints)
    static let responsibleOffice = Column("责任股室", "responsible_office", .office.asRole)
    static let source = Column("数据来源", "source", CellForm<SourceCell>.source)
    static let tags = Column("标签", "tags", .tags, optional: true)

    static let shape = TableShape(
        .indicators,
        [
            code.heading, name.heading, indicatorClass.heading, group.heading, subgroup.heading, unit.heading,
            direction.heading, span.heading, method.heading, parameters.heading, fullPoints.heading,
            responsibleOffice.heading, source.heading, tags.heading,
        ], key: [code.title], needsRows: true)

    static func entity(from row: inout RowReader) -> Indicator? {
        let code = row.read(code)
        let name = row.read(name)
        let indicatorClass = row.read(indicatorClass)
        let group = row.read(group)
        let subgroup = row.read(subgroup)
        let unit = row.read(unit)
        let direction = row.read(direction)
        let span = row.read(span)
        let method = row.read(method)
        let parameters = row.read(parameters)
        let fullPoints = row.read(fullPoints)
        let responsibleOffice = row.read(responsibleOffice)
        let source = row.read(source)
        let tags = row.read(tags) ?? []
        guard let code, let name, let indicatorClass, let group, let subgroup, let unit, let direction,
            let span, let method, let fullPoints, let responsibleOffice, let source
        else { return nil }
        return Indicator(
            code: code, name: name, indicatorClass: indicatorClass, group: group, subgroup: subgroup,
            unit: unit, direction: direction, span: span, method: method,
            parameters: parameters?.values ?? MethodParameters(), parametersText: parameters?.text,
            fullPoints: fullPoints, responsibleOffice: responsibleOffice, sourceText: source.text,
            source: source.ledger, tags: tags, place: row.place)
    }
}

/// 数据来源: a ledger of ours, or free text about where somebody looked the figure up.
struct SourceCell: Sendable {
    var text: String
    var ledger: LedgerSource?
}

extension CellForm where Value == SourceCell {
    /// A text that looks like one of our ledgers but is none is a fault, or the figure would silently be typed.
    static let source = CellForm("台账名（如 走访台账:家次）或文字") { text throws(CellFault) in
        let text = try CellForm<String>.text.parse(text)
        if let ledger = LedgerSource(rawValue: text) { return SourceCell(text: text, ledger: ledger) }
        let head = text.split(maxSplits: 1) { $0 == ":" || $0 == "：" }.first.map(String.init) ?? text
        let ledgers = Set(LedgerSource.allCases.map { String($0.rawValue.prefix { $0 != ":" }) }).sorted()
        let hasColon = head.count < text.count
        guard !(hasColon && (head.hasSuffix("台账") || ledgers.contains(head))) else {
            let hint = NearestWord.hint(for: text, among: LedgerSource.allCases.map(\.rawValue))
            throw CellFault(
                code: .unknownLedger, predicate: "不是可取数的台账\(hint)",
                remedy:
                    "可填：\(LedgerSource.allCases.map(\.rawValue).joined(separator: "、"))（半角冒号）；手工填报的写文字，不用冒号。")
        }
        return SourceCell(text: text, ledger: nil)
    }
}

extension DiagnosticCode {
    static let unknownLedger = DiagnosticCode("E208")
}
