import Model

/// What stands where: names as the book of places writes them, and what is said of those in a wrong place.
extension TemplateExpander {
    mutating func enterFile(_ script: Int, _ around: Surroundings) {
        let source = library[script].source
        places?.enterFile(
            script, isProse: source.suffix == "txt", name: source.name, scope: around.scope.typeName)
    }

    func placed(_ node: SectionNode, _ name: ResolvedName, _ around: Surroundings) -> PlacedSection {
        let isPosition = [.isFirst, .isLast, .index].contains(name.kind)
        return PlacedSection(
            name: around.scope.identity(of: name), spot: Spot(script: around.script, offset: node.offset),
            isInverted: node.isInverted, isList: name.type.isList || name.kind == .isFilled,
            isFlag: name.type.isFlag && name.kind != .isFilled, hasOtherwise: node.otherwise != nil,
            isCase: !isPosition
                && (name.type.isFlag || name.type.isRecord || node.isInverted || node.otherwise != nil),
            beginning: beginning(of: node, around))
    }

    /// What a section begins with, tags included: some bytes, whole characters only.
    private func beginning(of section: SectionNode, _ around: Surroundings) -> ArraySlice<UInt8> {
        let bytes = library[around.script].source.bytes
        guard let start = section.body.lazy.compactMap({ offset(of: $0, bytes) }).first else { return [] }
        var end = min(start + Self.beginningLength, section.end)
        while end < section.end, !bytes[end].startsCharacter { end += 1 }
        return start < end ? bytes[start..<end] : []
    }

    /// Where a node begins that is more than blanks; of a tag from its braces on.
    private func offset(of node: TemplateNode, _ bytes: [UInt8]) -> Int? {
        let inner: Int
        switch node {
        case .lineStart: return nil
        case .text(let range): return range.first { !bytes[$0].isMarkupSpace }
        case .section(let section): return section.start
        case .variable(let node): inner = node.offset
        case .partial(let node): inner = node.offset
        case .parent(let node): inner = node.partial.offset
        case .block(let node): inner = node.offset
        }
        // A sign and blanks stand between; with delimiters of its own the tag is taken from its name on.
        return (max(0, inner - 6)..<inner).last { bytes[$0...].starts(with: Self.braces) } ?? inner
    }

    private static let beginningLength = 40
    private static let braces = Array("{{".utf8)

    /// Reports names, sentences and gaps that stand otherwise than in the shipped templates.
    mutating func reportPlaces(_ book: PlaceBook) {
        guard isWhole, seesAll, !hasUnknownName, !markup.isLost, let places else { return }
        for fault in places.notes.faults where fault.isLedger || !isConfirmed(fault.spot) {
            report(fault.code, fault.spot, fault.headline, fault.remedy)
        }
        for (file, cases) in places.notes.cases.sorted(by: { $0.key < $1.key }) {
            reportCases(file, cases, book)
        }
        guard format == .xml else { return }
        for place in book.ledger(of: places.root) where !places.notes.seen.contains(place.hash) {
            add(.missingPlace(place, library[chain[0].script].source.path))
        }
    }

    /// Wording has a sentence for each rule, method and state, or says in a comment that it has none.
    private mutating func reportCases(_ file: String, _ cases: Set<[UInt8]>, _ book: PlaceBook) {
        let missing = book.cases(of: file).filter { !cases.contains(Array($0.utf8)) }
        guard !missing.isEmpty, let script = library.find(file, format, in: home) else { return }
        for name in missing {
            let short = PlaceFault.bare(name)
            if !library.waives(short, in: [script]) {
                add(.missingCase(name.prefix(1) + short, short, library[script].source.path))
            }
        }
    }

    /// A comment `{{! 改印 }}` on the line says that HR means it.
    private func isConfirmed(_ spot: Spot) -> Bool {
        let bytes = library[spot.script].source.bytes
        let start = bytes[..<spot.offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let end = bytes[spot.offset...].firstIndex(of: 0x0A) ?? bytes.count
        let words = bytes[start..<end].filter { !$0.isBlank }
        return words.firstRange(of: Self.confirmation) != nil
    }

    private static let confirmation = Array("!改印".utf8)
}

extension TemplateScope {
    /// The type that names are looked up in.
    var typeName: [UInt8] {
        guard let level = levels.last else { return [] }
        return Array((level.type.record?.name ?? level.name).utf8)
    }

    /// The name from the type of its level, whichever way the template reached it.
    func identity(of name: ResolvedName) -> [UInt8] {
        let level = levels[name.level]
        var identity = Array((level.type.record?.name ?? level.name).utf8)
        var record = level.type.record
        for slot in name.slots {
            guard let field = record?.fields[slot] else { break }
            identity.append(UInt8(ascii: "."))
            identity += field.name.utf8
            record = field.type.record
        }
        let inner = (Self.positions + Self.counts).first { $0.kind == name.kind }?.name
        if let inner { identity += ("." + inner).utf8 }
        return identity
    }
}

extension PlaceFault {
    fileprivate var code: DiagnosticCode {
        switch matter {
        case .name: return .templateForeignName
        case .words: return .templateUnboundWords
        case .gap: return .templateGap
        case .seam: return .templateSeam
        case .column, .row: return .templateColumn
        }
    }

    fileprivate var headline: String {
        switch matter {
        case .name(let name, let expected):
            return "这个位置在自带模板里是 \(Self.shown(expected))，这里是 \(Self.shown([Self.text(name)]))。"
        case .words(let conditions):
            return "这里的内容在自带模板里只在\(Self.shown(conditions))时印，这里没有这个条件。"
        case .gap(let names): return "这里在自带模板里印 \(Self.shown(names))，现在空着。"
        case .column(let label, let heading):
            let above = heading.isEmpty ? "表头没有这一栏" : "表头这一栏是“\(Self.text(heading))”"
            return "这一格是“\(Self.text(label))”，\(above)。"
        case .row(let cells, let columns): return "这一行有 \(cells) 格，表头有 \(columns) 栏。"
        case .seam(let name): return "列表 \(Self.bare(Self.text(name))) 的各项之间没有任何文字，会连成一片。"
        }
    }

    fileprivate var remedy: String {
        if isLedger { return "XML 供程序读取，请照自带模板写回。" }
        let confirm = "确要这样，请在这一行加注释 {{! 改印 }}。"
        switch matter {
        case .name(let name, let expected):
            return "请改回 \(Self.shown(expected))；要印 \(Self.shown([Self.text(name)]))，请把栏名或前后的文字一并改明。" + confirm
        case .words: return "请放回小节里，或改写文字。" + confirm
        case .column: return "请把表头和各格的次序、栏名（data-label）改成一致。" + confirm
        case .row: return "请补上缺的一格，或把表头的一栏一并删去。" + confirm
        case .seam: return "请写出各项之间的标点，例如 {{^末}}、{{/末}}。"
        case .gap(let names): return "请补上 \(Self.shown(names))，或连同说明它的文字一起删去。" + confirm
        }
    }

    /// Without the type that a name belongs to.
    static func shown(_ names: [String]) -> String {
        names.map { "{{\(bare($0))}}" }.joined(separator: " 或 ")
    }

    static func bare(_ name: String) -> String {
        name.split(separator: ".").dropFirst().joined(separator: ".")
    }

    private static func shown(_ conditions: [Set<[UInt8]>]) -> String {
        let shown = Set(conditions).map { sections in
            sections.map(text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                .map { section in
                    let name = section.dropLast()
                    return section.hasSuffix("+") ? " {{#\(name)}} " : " {{^\(name)}} "
                }
                .joined(separator: "且")
        }
        return shown.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: "或")
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension DiagnosticCode {
    /// A name in a place where the shipped templates have another.
    package static let templateForeignName = DiagnosticCode("E631")
    /// Words outside the section that makes them true.
    package static let templateUnboundWords = DiagnosticCode("E632")
    /// Words that announce a value, and no value.
    package static let templateGap = DiagnosticCode("E633")
    /// A list whose items run into one another.
    package static let templateSeam = DiagnosticCode("E635")
    /// A cell under another heading, or a row with other cells than the head has columns.
    package static let templateColumn = DiagnosticCode("E638")
    /// Wording that has no sentence for a case.
    package static let templateCase = DiagnosticCode("E636")
    /// The XML lacks an entry.
    package static let templateLedgerGap = DiagnosticCode("E634")
}

extension Diagnostic {
    fileprivate static func missingCase(_ section: String, _ name: String, _ path: String) -> Diagnostic {
        Diagnostic(
            .templateCase, at: SourcePlace(file: path), "语句里没有 {{\(section)}} 的说法。",
            remedy: "请照自带模板补上；这种情形不印任何字的，请在文件里加注释 {{! 不印 \(name) }}。")
    }

    fileprivate static func missingPlace(_ place: PlaceBook.LedgerPlace, _ path: String) -> Diagnostic {
        Diagnostic(
            .templateLedgerGap, at: SourcePlace(file: path),
            "XML 模板的 \(place.path.dropFirst()) 里缺少 \(PlaceFault.shown(place.names))。",
            remedy: "XML 供程序读取，每一项都要有；请照自带模板写回。")
    }
}
