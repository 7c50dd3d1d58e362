import Model

extension QuarterTables {
    /// Every code resolves, and codes of persons, offices and projects differ from each other.
    func checkReferences(_ known: KnownCodes, _ book: inout FindingBook) {
        for view in views {
            let marks = view.marks
            var sound = ResolvedTexts(of: marks)
            for index in marks.indices {
                for stored in marks.storedReferences(of: index) where !stored.isGuess && !sound.has(stored) {
                    guard let reference = stored.reference(marks.texts) else { continue }
                    guard !known.resolves(reference) else {
                        sound.add(stored)
                        continue
                    }
                    book.add(
                        unresolved(reference, at: view.place(index, column: reference.column), known),
                        RowAddress(table: view.name, index: index))
                }
            }
        }
        checkCodesDiffer(&book)
    }

    private func unresolved(
        _ reference: Reference, at place: SourcePlace, _ known: KnownCodes
    ) -> Diagnostic {
        let kind = reference.kind
        let hint = known.lookAlike(of: reference).map { "（是否为 \($0)？）" } ?? ""
        return Diagnostic(
            kind.unresolved, at: place, "\(kind.noun) \(reference.code) 不在\(kind.table)表\(hint)。",
            remedy: "请改正代码，或在\(kind.table)表补上这一行。")
    }

    private func checkCodesDiffer(_ book: inout FindingBook) {
        var owner: [Code: View] = [:]
        for view in views where [.offices, .people, .projects].contains(view.name) {
            for index in view.marks.indices {
                for reference in view.marks.references(of: index)
                where reference.defines && !reference.isGuess {
                    guard let other = owner[reference.code] else {
                        owner[reference.code] = view
                        continue
                    }
                    guard other.name != view.name else { continue }
                    book.add(
                        Diagnostic(
                            .codeUsedTwice, at: view.place(index, column: reference.column),
                            "代码 \(reference.code) 已用于\(other.name.title)表。",
                            remedy: "人员、股室、项目的代码不能相同，请改用另一个代码。"),
                        RowAddress(table: view.name, index: index))
                }
            }
        }
    }
}

/// What resolved once need not be looked up again: a ledger names the same few codes in every row.
private struct ResolvedTexts {
    private var known: [Reference.Kind: [UInt8]] = [:]
    private let count: Int

    init(of marks: RowMarks) { count = marks.texts.count }

    func has(_ reference: StoredReference) -> Bool {
        guard let flags = known[reference.kind] else { return false }
        return flags[Int(reference.text.number)] & Self.bit(reference) != 0
    }

    mutating func add(_ reference: StoredReference) {
        known[reference.kind, default: [UInt8](repeating: 0, count: count)][Int(reference.text.number)] |=
            Self.bit(reference)
    }

    private static func bit(_ reference: StoredReference) -> UInt8 { reference.mayBeGone ? 2 : 1 }
}

extension Reference.Kind {
    fileprivate var unresolved: DiagnosticCode {
        switch self {
        case .person: .unknownPerson
        case .indicator: .unknownIndicator
        case .office: .unknownOffice
        case .project: .unknownProject
        case .enterprise: .unknownEnterprise
        }
    }

    fileprivate var noun: String {
        switch self {
        case .person: "工号"
        case .indicator: "指标代码"
        case .office: "股室代码"
        case .project: "项目代码"
        case .enterprise: "企业代码"
        }
    }

    fileprivate var table: String {
        switch self {
        case .person: "人员"
        case .indicator: "指标库"
        case .office: "股室"
        case .project: "项目"
        case .enterprise: "企业"
        }
    }
}

extension DiagnosticCode {
    static let codeUsedTwice = DiagnosticCode("E114")
    static let unknownPerson = DiagnosticCode("E130")
    static let unknownIndicator = DiagnosticCode("E131")
    static let unknownOffice = DiagnosticCode("E132")
    static let unknownProject = DiagnosticCode("E133")
    static let unknownEnterprise = DiagnosticCode("E134")
}
