import Model

/// Walks one page's template, with everything it includes, and writes its program.
struct TemplateExpander {
    let library: TemplateLibrary
    let format: OutputFormat
    let home: TemplateSource.Home
    let isFragment: Bool
    var writer = ProgramWriter()
    var markup: MarkupReader
    /// Follows what stands where, when there is a book to compare with.
    var places: PlaceReader?
    var used: Set<FieldKey> = []
    private(set) var findings = TemplateFindings()
    /// Scripts around the current place, for cycles and for saying who included it.
    var chain: [Link] = []
    private var depth = 0
    private var expansions = 0
    private var isTooLarge = false
    /// Everything the page includes could be read, so its markup can be judged.
    var isWhole = true
    /// Every tag was understood, so what no tag prints is missing.
    var seesAll = true
    /// One of them may be what is then missing.
    private(set) var hasUnknownName = false
    /// Names of the blocks that a layout offers, by script.
    var offeredBlocks: [Int: Set<String>] = [:]
    private let root: TemplateScope

    struct Link {
        let script: Int
        /// Where the includer's tag stands.
        let from: SourcePlace?
    }

    /// What surrounds a node: names, indentation, overriding blocks.
    struct Surroundings {
        var scope: TemplateScope
        var script: Int
        var indent: [UInt8] = []
        var overrides: [String: Override] = [:]
    }

    /// A block's content as the including template wants it, with that template's own overrides.
    struct Override {
        let block: BlockNode
        let script: Int
        let outer: [String: Override]
    }

    /// Pages have at most this many steps, partials and literal bytes after everything is put in.
    private static let largest = (steps: 200_000, expansions: 20_000, bytes: 8 << 20)

    init(
        _ library: TemplateLibrary, _ format: OutputFormat, root: ValueType, rootName: String,
        home: TemplateSource.Home, isFragment: Bool = false, places: PlaceNotes? = nil
    ) {
        self.library = library
        self.format = format
        self.home = home
        self.isFragment = isFragment
        self.root = TemplateScope(root: root, name: rootName)
        markup = MarkupReader(format)
        self.places = places.map { PlaceReader(format, $0) }
    }

    var program: Program { writer.program }

    mutating func expandLayout(_ script: Int) {
        expandScript(script, Link(script: script, from: nil), Surroundings(scope: root, script: script))
        chain = [Link(script: script, from: nil)]
        guard !isFragment else { return }
        markup.finish(at: Spot(script: script, offset: library[script].source.bytes.count))
        guard isWhole else { return }
        for problem in markup.problems {
            report(problem.code, problem.spot, problem.headline, problem.remedy)
        }
    }

    mutating func expandScript(_ script: Int, _ link: Link, _ around: Surroundings) {
        if library.faulty.contains(script) { isWhole = false }
        chain.append(link)
        enterFile(script, around)
        expand(library[script].nodes, around)
        places?.leaveFile()
        chain.removeLast()
    }

    mutating func expand(_ nodes: [TemplateNode], _ around: Surroundings) {
        for node in nodes {
            if isTooLarge { return }
            switch node {
            case .text(let range): write(range, around)
            case .lineStart(let offset):
                if !around.indent.isEmpty { write(around.indent, at: offset, around) }
            case .variable(let node): expand(node, around)
            case .section(let node): nested(at: node.start, around) { $0.expand(node, around) }
            case .partial(let node): nested(at: node.offset, around) { $0.expand(node, [:], around) }
            case .parent(let node): nested(at: node.partial.offset, around) { $0.expand(node, around) }
            case .block(let node): nested(at: node.offset, around) { $0.expand(node, around) }
            }
        }
    }

    /// One level deeper; 32 levels in all, sections and partials together.
    mutating func nested(at offset: Int, _ around: Surroundings, _ body: (inout Self) -> Void) {
        guard depth < TemplateParser.deepest else {
            findings.add(.tooDeep(at: offset, library[around.script].lines))
            isWhole = false
            return
        }
        depth += 1
        body(&self)
        depth -= 1
        expansions += 1
        guard !isTooLarge, expansions > Self.largest.expansions || writer.exceeds(Self.largest) else {
            return
        }
        isTooLarge = true
        isWhole = false
        report(
            .templateTooLarge, Spot(script: around.script, offset: offset), "模板展开后过大。",
            "请减少片段互相包含的次数。")
    }

    // MARK: Text

    mutating func write(_ range: Range<Int>, _ around: Surroundings) {
        let bytes = library[around.script].source.bytes
        if !isFragment {
            var offset = range.lowerBound
            while offset < range.upperBound {
                let plain = markup.readPlain(bytes[offset..<range.upperBound], in: around.script)
                if plain > 0 { places?.follow(text: bytes[offset..<offset + plain], in: around.script) }
                offset += plain
                guard offset < range.upperBound else { break }
                read(bytes[offset], at: Spot(script: around.script, offset: offset))
                offset += 1
            }
        }
        writer.literal(bytes[range])
    }

    private mutating func write(_ bytes: [UInt8], at offset: Int, _ around: Surroundings) {
        if !isFragment {
            for byte in bytes { read(byte, at: Spot(script: around.script, offset: offset)) }
        }
        writer.literal(bytes[...])
    }

    private mutating func read(_ byte: UInt8, at spot: Spot) {
        let mode = markup.state.mode
        markup.read(byte, at: spot)
        places?.follow(byte, from: mode, in: markup.state, at: spot)
    }

    // MARK: Variables

    private mutating func expand(_ node: VariableNode, _ around: Surroundings) {
        let spot = Spot(script: around.script, offset: node.offset)
        guard let name = resolve(node.path, spot, around) else { return markup.passValue() }
        places?.value(around.scope.identity(of: name), at: spot)
        do {
            used.formUnion(name.touched)
            let result = try PrintPlanner.plan(name, node, format)
            let isInAttribute = checkPlace(name, result, spot)
            writer.print(name, result, isInAttribute: isInAttribute, at: place(spot))
        } catch {
            report(
                error.code, Spot(script: around.script, offset: error.offset), error.headline, error.remedy)
        }
        markup.passValue()
    }

    mutating func resolve(_ path: NamePath, _ spot: Spot, _ around: Surroundings) -> ResolvedName? {
        do {
            return try around.scope.resolve(path)
        } catch {
            let exact = Spot(script: spot.script, offset: spot.offset + error.offset)
            hasUnknownName = true
            report(.templateUnknownName, exact, error.headline, error.remedy)
            return nil
        }
    }

    /// Refuses a value where the page has no safe place for it; says whether the place is an attribute.
    private mutating func checkPlace(_ name: ResolvedName, _ result: PrintPlanner.Result, _ spot: Spot)
        -> Bool
    {
        guard !isFragment, !markup.isLost else { return false }
        switch MarkupPlace.of(markup) {
        case .text: return false
        case .attribute: return true
        case .address:
            if !name.type.isLink || result.plan.form != .link || result.absent != nil {
                report(.templateForbiddenPlace, spot, "href 和 src 只能用链接类型的名称。", "请改用链接，或把文字移出地址。")
            }
            return true
        case .style:
            if !result.isNumber || result.absent.map({ !Self.isNumber($0) }) == true {
                report(.templateForbiddenPlace, spot, "样式里只能用数。", "请用整数、分值或数，例如 {{序号 | 样式数}}。")
            }
            return true
        case .forbidden(let reason):
            report(
                .templateForbiddenPlace, spot, "变量不能放在\(reason)。",
                "变量只能放在文字里和有引号的普通属性值里。")
            return false
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        }
    }

    // MARK: Findings

    mutating func add(_ finding: Diagnostic) { findings.add(finding) }

    func place(_ spot: Spot) -> SourcePlace { library[spot.script].lines.place(at: spot.offset) }

    mutating func report(_ code: DiagnosticCode, _ spot: Spot, _ headline: String, _ remedy: String) {
        guard !findings.isFull else { return }
        let via = spot.script == chain.first?.script ? nil : chain.last?.from
        let included = via.map { "（由 \($0) 引入。）" } ?? ""
        findings.add(
            .template(code, at: spot.offset, library[spot.script].lines, headline + included, remedy))
    }
}

extension DiagnosticCode {
    package static let templateForbiddenPlace = DiagnosticCode("E603")
    package static let templateCycle = DiagnosticCode("E604")
    package static let templateUnknownPartial = DiagnosticCode("E610")
    package static let templateNeedlessSection = DiagnosticCode("E615")
    package static let templateBranches = DiagnosticCode("E617")
    package static let templateTooLarge = DiagnosticCode("E622")
    package static let templateUnknownBlock = DiagnosticCode("E626")
}
