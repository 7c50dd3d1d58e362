import Model

extension TemplateExpander {
    mutating func expand(
        _ node: PartialNode, _ overrides: [String: Override], _ around: Surroundings
    ) {
        let spot = Spot(script: around.script, offset: node.offset)
        guard let script = library.find(node.name, format, in: home) else {
            seesAll = false
            if library.unreadable.contains(node.name) { return }
            return report(
                .templateUnknownPartial, spot, "没有片段 \(Diagnostic.shown(node.name))。", nearest(node.name))
        }
        if let first = chain.firstIndex(where: { $0.script == script }) {
            seesAll = false
            let names = chain[first...].map { library[$0.script].source.name } + [node.name]
            return report(
                .templateCycle, spot, "模板互相包含：\(names.joined(separator: " → "))。", "请去掉其中一处。")
        }
        places?.partial(node.name, at: spot)
        let own = node.indent.map { Array(library[around.script].source.bytes[$0]) }
        expandScript(
            script, Link(script: script, from: place(spot)),
            Surroundings(
                scope: around.scope, script: script, indent: own.map { around.indent + $0 } ?? [],
                overrides: overrides))
    }

    private func nearest(_ name: String) -> String {
        let all = library.names(format, in: home)
        if let near = NearestName.find(name, among: all) { return "是否为 \(near)？" }
        return "请检查片段名，或在 shared 里放入这个片段。"
    }

    mutating func expand(_ node: ParentNode, _ around: Surroundings) {
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
        guard !node.blocks.isEmpty, let script = library.find(node.partial.name, format, in: home) else {
            return
        }
        let known = blocks(of: script)
        for block in node.blocks where !known.contains(block.name) {
            seesAll = false
            let near = NearestName.find(block.name, among: known.sorted()).map { "是否为 \($0)？" }
            report(
                .templateUnknownBlock, Spot(script: around.script, offset: block.offset),
                "版式 \(node.partial.name) 里没有区块 \(Diagnostic.shown(block.name))。", near ?? "请检查区块名。")
        }
    }

    private mutating func blocks(of script: Int) -> Set<String> {
        if let known = offeredBlocks[script] { return known }
        var known: Set<String> = []
        var visited: Set<Int> = []
        collectBlocks(script, &known, &visited)
        offeredBlocks[script] = known
        return known
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
                for block in parent.blocks { collectBlocks(block.nodes, &known, &visited) }
                if let script = library.find(parent.partial.name, format, in: home) {
                    collectBlocks(script, &known, &visited)
                }
            default: break
            }
        }
    }

    mutating func expand(_ node: BlockNode, _ around: Surroundings) {
        guard let override = around.overrides[node.name] else { return expand(node.nodes, around) }
        var inside = around
        inside.script = override.script
        inside.indent = []
        inside.overrides = override.outer
        enterFile(override.script, inside)
        expand(override.block.nodes, inside)
        places?.leaveFile()
    }
}
