import Model

/// Walks one page's template, with everything it includes, and writes its program.
struct TemplateExpander {
    let library: TemplateLibrary
    let format: OutputFormat
    private let home: TemplateSource.Home
    private let isFragment: Bool
    private var writer = ProgramWriter()
    private var markup: MarkupReader
    private(set) var used: Set<FieldKey> = []
    private(set) var findings: [Diagnostic] = []
    /// Scripts around the current place, for cycles and for saying who included it.
    private var chain: [Link] = []
    private var depth = 0
    private var isTooDeep = false
    private var expansions = 0
    private var isTooLarge = false
    private let root: TemplateScope

    private struct Link {
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
        home: TemplateSource.Home, isFragment: Bool = false
    ) {
        self.library = library
        self.format = format
        self.home = home
        self.isFragment = isFragment
        self.root = TemplateScope(root: root, name: rootName)
        markup = MarkupReader(format)
    }

    var program: Program { writer.program }

    mutating func expandLayout(_ script: Int) {
        chain = [Link(script: script, from: nil)]
        expand(library[script].nodes, Surroundings(scope: root, script: script))
        guard !isFragment else { return }
        markup.finish(at: Spot(script: script, offset: library[script].source.bytes.count))
        guard !library.hasFaults, !isTooDeep, !isTooLarge else { return }
        for problem in markup.problems {
            report(problem.code, problem.spot, problem.headline, problem.remedy)
        }
    }

    private mutating func expand(_ nodes: [TemplateNode], _ around: Surroundings) {
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
    private mutating func nested(at offset: Int, _ around: Surroundings, _ body: (inout Self) -> Void) {
        guard depth < TemplateParser.deepest else {
            if !isTooDeep { findings.append(.tooDeep(at: offset, library[around.script].lines)) }
            isTooDeep = true
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
        report(
            .templateTooLarge, Spot(script: around.script, offset: offset), "模板展开后过大。",
            "请减少片段互相包含的次数。")
    }

    // MARK: Text

    private mutating func write(_ range: Range<Int>, _ around: Surroundings) {
        let bytes = library[around.script].source.bytes
        if !isFragment {
            for offset in range {
                markup.read(bytes[offset], at: Spot(script: around.script, offset: offset))
            }
        }
        writer.literal(bytes[range])
    }

    private mutating func write(_ bytes: [UInt8], at offset: Int, _ around: Surroundings) {
        if !isFragment {
            for byte in bytes { markup.read(byte, at: Spot(script: around.script, offset: offset)) }
        }
        writer.literal(bytes[...])
    }

    // MARK: Variables

    private mutating func expand(_ node: VariableNode, _ around: Surroundings) {
        let spot = Spot(script: around.script, offset: node.offset)
        guard let name = resolve(node.path, spot, around) else { return markup.passValue() }
        do {
            let result = try PrintPlanner.plan(name, node, format)
            used.formUnion(name.touched)
            let isInAttribute = checkPlace(name, result, spot)
            writer.print(name, result, isInAttribute: isInAttribute, at: place(spot))
        } catch {
            report(
                error.code, Spot(script: around.script, offset: error.offset), error.headline, error.remedy)
        }
        markup.passValue()
    }

    private mutating func resolve(_ path: NamePath, _ spot: Spot, _ around: Surroundings) -> ResolvedName? {
        do {
            return try around.scope.resolve(path)
        } catch {
            let exact = Spot(script: spot.script, offset: spot.offset + error.offset)
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

    // MARK: Sections

    private mutating func expand(_ node: SectionNode, _ around: Surroundings) {
        let spot = Spot(script: around.script, offset: node.offset)
        let start = Spot(script: around.script, offset: node.start)
        if !isFragment, !markup.state.allowsSections, !markup.isLost {
            report(.templateBranches, start, "小节不能从标签、注释或字符引用的中间开始。", "请让小节包住整个标签、属性或文字。")
        }
        markup.state.settle()
        guard let name = resolve(node.path, spot, around) else { return expandBlindly(node, around) }
        guard checkSection(name, node, spot) else { return expandBlindly(node, around) }
        used.formUnion(node.isInverted || name.type.isFlag ? name.touched[...] : name.touched.dropLast())
        let plans = writer.program.plans.count
        let step = writer.section(Self.code(name, node), name, at: place(spot))
        let entry = markup.state
        var inside = around
        inside.scope = scope(name, node, around.scope)
        expand(node.body, inside)
        // A list or object counts as used when something of it is printed; a text only by a tag of its own.
        if !name.type.isScalar, writer.program.plans.count > plans { used.formUnion(name.touched) }
        writer.endBody(step, hasElse: node.otherwise != nil && !Self.opensFrame(name, node))
        finish(node, entry, step, name, around)
    }

    private mutating func finish(
        _ node: SectionNode, _ entry: MarkupState, _ step: Int, _ name: ResolvedName, _ around: Surroundings
    ) {
        let afterBody = markup.state
        if let otherwise = node.otherwise {
            markup.state = entry
            expand(otherwise, around)
        } else {
            markup.state = entry
        }
        writer.endSection(step)
        checkBranches(node, afterBody, entry, name, around)
        markup.state = afterBody.joined(with: markup.state)
    }

    /// Both ways through a section must leave the page at the same place, else one of them breaks it.
    private mutating func checkBranches(
        _ node: SectionNode, _ body: MarkupState, _ entry: MarkupState, _ name: ResolvedName,
        _ around: Surroundings
    ) {
        guard !isFragment, !markup.isLost, !library.hasFaults else { return }
        let loops = name.type.isList && !node.isInverted
        let isBroken = !body.agrees(with: markup.state) || loops && !body.agrees(with: entry)
        let repeats = loops && body.attributes.count > entry.attributes.count && body.mode != .content
        guard isBroken || repeats else { return }
        let open = body.open.count > entry.open.count ? body.open.last : nil
        let what = open.map { "打开的 <\(String(decoding: $0.name, as: UTF8.self))> 没有结束" } ?? "开始和结束处在页面的不同位置"
        report(
            .templateBranches, Spot(script: around.script, offset: node.start),
            repeats ? "列表小节会把属性写多次。" : "小节 \(node.path.text) \(what)。",
            "小节里打开的元素、引号要在小节里结束；有 {{否则}} 时两部分要一样。")
    }

    /// Goes on after a name that means nothing here: the text still counts as markup, names inside cannot be judged.
    private mutating func expandBlindly(_ node: SectionNode, _ around: Surroundings) {
        let entry = markup.state
        skim(node.body, around)
        if let otherwise = node.otherwise {
            markup.state = entry
            skim(otherwise, around)
        }
    }

    private mutating func skim(_ nodes: [TemplateNode], _ around: Surroundings) {
        for node in nodes {
            switch node {
            case .text(let range): write(range, around)
            case .section(let section):
                nested(at: section.start, around) { $0.expandBlindly(section, around) }
            case .variable: markup.passValue()
            default: break
            }
        }
    }

    private mutating func checkSection(_ name: ResolvedName, _ node: SectionNode, _ spot: Spot) -> Bool {
        switch name.type {
        case .flag, .list, .text: return true
        case .record where !node.isInverted: return true
        default:
            if name.isOptional { return true }
            report(
                .templateNeedlessSection, spot, "\(node.path.text) 总有值，不能作小节的条件。",
                "请直接写 {{\(node.path.text)}}，或检查名称。")
            return false
        }
    }

    private static func opensFrame(_ name: ResolvedName, _ node: SectionNode) -> Bool {
        !node.isInverted && !name.type.isScalar
    }

    private static func code(_ name: ResolvedName, _ node: SectionNode) -> Step.Code {
        if node.isInverted { return .testNot }
        switch name.type {
        case .list: return .list
        case .record: return .object
        default: return .test
        }
    }

    private func scope(_ name: ResolvedName, _ node: SectionNode, _ scope: TemplateScope) -> TemplateScope {
        if node.isInverted { return scope }
        switch name.type {
        case .list(let element):
            return scope.knowingOnly(name).entering(element, isItem: true, name: node.path.text)
        case .record: return scope.knowingOnly(name).entering(name.type, isItem: false, name: node.path.text)
        case .flag: return scope
        default: return scope.knowing(name)
        }
    }

    // MARK: Partials and blocks

    private mutating func expand(
        _ node: PartialNode, _ overrides: [String: Override], _ around: Surroundings
    ) {
        let spot = Spot(script: around.script, offset: node.offset)
        guard let script = library.find(node.name, format, in: home) else {
            return report(
                .templateUnknownPartial, spot, "没有片段 \(Diagnostic.shown(node.name))。", nearest(node.name))
        }
        if let first = chain.firstIndex(where: { $0.script == script }) {
            let names = chain[first...].map { library[$0.script].source.name } + [node.name]
            return report(
                .templateCycle, spot, "模板互相包含：\(names.joined(separator: " → "))。", "请去掉其中一处。")
        }
        let own = node.indent.map { Array(library[around.script].source.bytes[$0]) }
        chain.append(Link(script: script, from: library[spot.script].lines.place(at: spot.offset)))
        expand(
            library[script].nodes,
            Surroundings(
                scope: around.scope, script: script, indent: own.map { around.indent + $0 } ?? [],
                overrides: overrides))
        chain.removeLast()
    }

    private func nearest(_ name: String) -> String {
        let all = library.names(format, in: home)
        if let near = NearestName.find(name, among: all) { return "是否为 \(near)？" }
        return "请检查片段名，或在 shared 里放入这个片段。"
    }

    private mutating func expand(_ node: ParentNode, _ around: Surroundings) {
        var overrides: [String: Override] = [:]
        for block in node.blocks {
            overrides[block.name] = Override(
                block: block, script: around.script, outer: around.overrides)
        }
        checkBlocks(node, around)
        // The template furthest outside decides.
        overrides.merge(around.overrides) { _, outer in outer }
        expand(node.partial, overrides, around)
    }

    private mutating func checkBlocks(_ node: ParentNode, _ around: Surroundings) {
        guard let script = library.find(node.partial.name, format, in: home) else { return }
        var known: Set<String> = []
        var visited: Set<Int> = []
        collectBlocks(script, &known, &visited)
        for block in node.blocks where !known.contains(block.name) {
            let near = NearestName.find(block.name, among: known.sorted()).map { "是否为 \($0)？" }
            report(
                .templateUnknownBlock, Spot(script: around.script, offset: block.offset),
                "版式 \(node.partial.name) 里没有区块 \(Diagnostic.shown(block.name))。", near ?? "请检查区块名。")
        }
    }

    private func collectBlocks(_ script: Int, _ known: inout Set<String>, _ visited: inout Set<Int>) {
        guard visited.insert(script).inserted else { return }
        collectBlocks(library[script].nodes, &known, &visited)
    }

    private func collectBlocks(
        _ nodes: [TemplateNode], _ known: inout Set<String>, _ visited: inout Set<Int>
    ) {
        for node in nodes {
            switch node {
            case .block(let block):
                known.insert(block.name)
                collectBlocks(block.nodes, &known, &visited)
            case .section(let section):
                collectBlocks(section.body + (section.otherwise ?? []), &known, &visited)
            case .parent(let parent):
                parent.blocks.forEach { collectBlocks($0.nodes, &known, &visited) }
                if let script = library.find(parent.partial.name, format, in: home) {
                    collectBlocks(script, &known, &visited)
                }
            default: break
            }
        }
    }

    private mutating func expand(_ node: BlockNode, _ around: Surroundings) {
        guard let override = around.overrides[node.name] else { return expand(node.nodes, around) }
        var inside = around
        inside.script = override.script
        inside.indent = []
        inside.overrides = override.outer
        expand(override.block.nodes, inside)
    }

    // MARK: Findings

    private func place(_ spot: Spot) -> SourcePlace { library[spot.script].lines.place(at: spot.offset) }

    private mutating func report(_ code: DiagnosticCode, _ spot: Spot, _ headline: String, _ remedy: String) {
        let via = spot.script == chain.first?.script ? nil : chain.last?.from
        let included = via.map { "（由 \($0) 引入。）" } ?? ""
        findings.append(
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
