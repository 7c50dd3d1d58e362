import Model

extension TemplateExpander {
    mutating func expand(_ node: SectionNode, _ around: Surroundings) {
        let spot = Spot(script: around.script, offset: node.offset)
        let start = Spot(script: around.script, offset: node.start)
        if !isFragment { markup.leaveStraySign() }
        if !isFragment, !markup.state.allowsSections, !markup.isLost {
            report(.templateBranches, start, "小节不能从标签、注释或字符引用的中间开始。", "请让小节包住整个标签、属性或文字。")
        }
        markup.state.settle()
        guard let name = resolve(node.path, spot, around) else { return expandBlindly(node, around) }
        guard checkSection(name, node, spot) else { return expandBlindly(node, around) }
        checkContent(node, spot, around)
        // Whether a list has items is asked of it, not printed.
        let isAsked = name.kind != .isFilled && (node.isInverted || name.type.isFlag)
        used.formUnion(isAsked ? name.touched[...] : name.touched.dropLast())
        let plans = writer.program.plans.count
        let step = writer.section(Self.code(name, node), name, at: place(spot))
        let entry = markup.state
        var inside = around
        inside.scope = scope(name, node, around.scope)
        let section = places == nil ? nil : placed(node, name, around)
        let fork = section.flatMap { places?.open($0, scope: inside.scope.typeName) }
        expand(node.body, inside)
        // A list or object counts as used when something of it is printed; a text only by a tag of its own.
        if !name.type.isScalar, writer.program.plans.count > plans { used.formUnion(name.touched) }
        writer.endBody(step, hasElse: node.otherwise != nil && !Self.opensFrame(name, node))
        finish(node, entry, step, name, around, fork)
        if let fork { places?.close(fork, hasTurned: node.otherwise != nil) }
    }

    private mutating func finish(
        _ node: SectionNode, _ entry: MarkupState, _ step: Int, _ name: ResolvedName, _ around: Surroundings,
        _ fork: PlaceReader.Fork?
    ) {
        if !isFragment { markup.leaveStraySign() }
        let afterBody = markup.state
        if let otherwise = node.otherwise {
            if let fork { places?.turn(fork, scope: around.scope.typeName) }
            markup.state = entry
            places?.followElements(entry)
            expand(otherwise, around)
            if !isFragment { markup.leaveStraySign() }
        } else {
            markup.state = entry
        }
        writer.endSection(step)
        checkBranches(node, afterBody, entry, name, around)
        markup.state = afterBody.joined(with: markup.state)
        places?.followElements(markup.state)
    }

    /// Both ways through a section must leave the page at the same place, else one of them breaks it.
    private mutating func checkBranches(
        _ node: SectionNode, _ body: MarkupState, _ entry: MarkupState, _ name: ResolvedName,
        _ around: Surroundings
    ) {
        guard !isFragment, !markup.isLost, isWhole else { return }
        let loops = name.type.isList && !node.isInverted
        let isBroken = !body.agrees(with: markup.state) || loops && !body.agrees(with: entry)
        let repeats = loops && body.attributes.count > entry.attributes.count && body.mode != .content
        guard isBroken || repeats else { return }
        if entry.mode == .content, let unfinished = [body, markup.state].first(where: \.isInTag) {
            return report(
                .templateMarkup, unfinished.tagSpot, "从“<”开始的标签没有写完整。",
                "请补上“>”；文字里的小于号请写成 &lt;。")
        }
        let open = body.open.count > entry.open.count ? body.open.last : nil
        let what = open.map { "打开的 <\(String(decoding: $0.name, as: UTF8.self))> 没有结束" } ?? "开始和结束处在页面的不同位置"
        report(
            .templateBranches, Spot(script: around.script, offset: node.start),
            repeats ? "列表小节会把属性写多次。" : "小节 \(node.path.text) \(what)。",
            "小节里打开的元素、引号要在小节里结束；有 {{否则}} 时两部分要一样。")
    }

    /// Goes on after a name that means nothing here: the text still counts as markup, names inside cannot be judged.
    private mutating func expandBlindly(_ node: SectionNode, _ around: Surroundings) {
        seesAll = false
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

    /// A section in which nothing stands is what remains when its value was deleted.
    private mutating func checkContent(_ node: SectionNode, _ spot: Spot, _ around: Surroundings) {
        guard !isFragment, isWhole,
            isBlank(node.body, around) || node.otherwise.map({ isBlank($0, around) }) == true
        else { return }
        report(
            .templateNeedlessSection, spot, "小节 \(node.path.text) 有一种情形什么也不印。",
            "请补上内容，或删去小节；只印相反情形的写 {{^\(node.path.text)}}…{{/\(node.path.text)}}。")
    }

    private func isBlank(_ nodes: [TemplateNode], _ around: Surroundings) -> Bool {
        let bytes = library[around.script].source.bytes
        return nodes.allSatisfy { node in
            switch node {
            case .lineStart: return true
            case .text(let range): return bytes[range].allSatisfy(\.isMarkupSpace)
            default: return false
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
}
