import Model

extension QuarterTables {
    /// Every code resolves, and codes of persons, offices and projects differ from each other.
    func checkReferences(_ known: KnownCodes, _ workers: Workers, _ book: inout FindingBook) {
        let views = views
        for own in workers.map(views.count, { unresolved(in: views[$0], known) }) { book.add(own) }
        checkCodesDiffer(&book)
    }

    private func unresolved(in view: View, _ known: KnownCodes) -> FindingBook {
        var book = FindingBook()
        for index in view.marks.indices {
            for stored in view.marks.storedReferences(of: index) where !stored.isGuess {
                guard !known.resolves(stored) else { continue }
                let reference = stored.reference
                book.add(
                    unresolved(reference, at: view.place(index, column: reference.column), known),
                    RowAddress(table: view.name, index: index))
            }
        }
        return book
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
        var owner: [Code: TableName] = [:]
        for view in views where [.offices, .people, .projects].contains(view.name) {
            for index in view.marks.indices {
                for stored in view.marks.storedReferences(of: index) where stored.defines && !stored.isGuess {
                    guard let other = owner[stored.code] else {
                        owner[stored.code] = view.name
                        continue
                    }
                    guard other != view.name else { continue }
                    book.add(
                        Diagnostic(
                            .codeUsedTwice, at: view.place(index, column: stored.reference.column),
                            "代码 \(stored.code) 已用于\(other.title)表。",
                            remedy: "人员、股室、项目的代码不能相同，请改用另一个代码。"),
                        RowAddress(table: view.name, index: index))
                }
            }
        }
    }
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
