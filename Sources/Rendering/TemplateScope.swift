import Model

/// The names and the value that a place in a template sees.
struct TemplateScope {
    /// One level: the document, an object's section, a list's item.
    struct Level {
        let type: ValueType
        let isItem: Bool
        /// As in messages: `指标`.
        let name: String
    }

    private(set) var levels: [Level]
    /// What `.` means, when a section narrowed it without opening a level.
    private(set) var dot: ResolvedName?
    /// Optional values that a section around has found present.
    private(set) var present: Set<[Int]> = []

    init(root: ValueType, name: String) {
        levels = [Level(type: root, isItem: false, name: name)]
    }

    func entering(_ type: ValueType, isItem: Bool, name: String) -> TemplateScope {
        var scope = self
        scope.levels.append(Level(type: type, isItem: isItem, name: name))
        scope.dot = nil
        return scope
    }

    func knowing(_ name: ResolvedName) -> TemplateScope {
        var scope = self
        scope.present.insert(name.key)
        var present = name
        present.isOptional = false
        scope.dot = present
        return scope
    }

    func knowingOnly(_ name: ResolvedName) -> TemplateScope {
        var scope = self
        scope.present.insert(name.key)
        return scope
    }
}

/// A name that was found: where its value is, of which type, and which fields it touches.
struct ResolvedName {
    var kind = Operand.Kind.field
    let level: Int
    var slots: [Int]
    var type: ValueType
    /// Some part of it may be absent here.
    var isOptional: Bool
    var touched: [FieldKey]

    /// The value's identity among the levels, for what is known to be present.
    var key: [Int] { [level] + slots + (kind == .field ? [] : [-1 - Int(kind.rawValue)]) }
}

/// A field of a type, wherever the type stands.
struct FieldKey: Hashable {
    let type: ObjectIdentifier
    let slot: Int
}

/// Why a name means nothing here.
struct UnknownName: Error {
    let headline: String
    let remedy: String
    /// Bytes of the path before the part that is unknown.
    var offset = 0
}

extension TemplateScope {
    /// What stands for position in a list; a field of the same name goes first.
    static let positions: [(name: String, kind: Operand.Kind, type: ValueType)] = [
        ("首", .isFirst, .flag), ("末", .isLast, .flag), ("序号", .index, .whole),
    ]
    static let root = "根"
    /// Of a list: how many items, and whether any.
    static let counts: [(name: String, kind: Operand.Kind, type: ValueType)] = [
        ("个数", .count, .whole), ("非空", .isFilled, .flag),
    ]

    func resolve(_ path: NamePath) throws(UnknownName) -> ResolvedName {
        var level = levels.count - 1 - path.up
        guard level >= 0 else {
            throw UnknownName(
                headline: "\(path.text) 的 ../ 太多，外面只有 \(levels.count - 1) 层。", remedy: "请减少 ../。")
        }
        var parts = path.parts[...]
        if path.up == 0, parts.first == Self.root, field(Self.root, at: level) == nil {
            level = 0
            parts = parts.dropFirst()
        }
        guard let first = parts.first else { return own(level, isDot: path.up == 0) }
        if let position = position(first, at: level) {
            guard parts.count == 1 else { throw noFields(path, first, position.type) }
            return position
        }
        return try follow(path, parts, from: level)
    }

    /// The level's own value: `.`.
    private func own(_ level: Int, isDot: Bool) -> ResolvedName {
        if isDot, let dot { return dot }
        return ResolvedName(
            kind: .item, level: level, slots: [], type: levels[level].type, isOptional: false, touched: [])
    }

    private func position(_ name: String, at level: Int) -> ResolvedName? {
        guard levels[level].isItem, field(name, at: level) == nil,
            let position = Self.positions.first(where: { $0.name == name })
        else { return nil }
        return ResolvedName(
            kind: position.kind, level: level, slots: [], type: position.type, isOptional: false, touched: [])
    }

    private func field(_ name: String, at level: Int) -> Int? { levels[level].type.record?.index(of: name) }

    private func follow(_ path: NamePath, _ parts: ArraySlice<String>, from level: Int) throws(UnknownName)
        -> ResolvedName
    {
        var name = ResolvedName(
            level: level, slots: [], type: levels[level].type, isOptional: false, touched: [])
        for (index, part) in zip(parts.indices, parts) {
            if case .list = name.type, !name.slots.isEmpty,
                let count = Self.counts.first(where: { $0.name == part })
            {
                name.kind = count.kind
                name.type = count.type
                continue
            }
            do {
                try step(part, &name, path)
            } catch {
                var unknown = error
                unknown.offset = path.text.utf8.count - parts[index...].joined(separator: ".").utf8.count
                throw unknown
            }
        }
        return name
    }

    private func step(_ part: String, _ name: inout ResolvedName, _ path: NamePath) throws(UnknownName) {
        guard name.kind == .field, let record = name.type.record else {
            if name.slots.isEmpty { throw unknown(part, nil, path, name.level) }
            throw noFields(path, part, name.type)
        }
        guard let slot = record.index(of: part) else { throw unknown(part, record, path, name.level) }
        let field = record.fields[slot]
        name.slots.append(slot)
        name.type = field.type
        name.touched.append(FieldKey(type: ObjectIdentifier(record), slot: slot))
        if field.isOptional, !present.contains(name.key) { name.isOptional = true }
    }

    private func noFields(_ path: NamePath, _ part: String, _ type: ValueType) -> UnknownName {
        if type.isList {
            return UnknownName(
                headline: "\(path.text) 中间是列表，不能用点取“\(part)”。",
                remedy: "请用小节 {{#列表}}…{{/列表}} 逐项取用。")
        }
        return UnknownName(headline: "\(path.text) 里，“\(part)”前面的是\(type.chinese)，没有下级名称。", remedy: "")
    }

    private func unknown(_ part: String, _ record: RecordType?, _ path: NamePath, _ level: Int) -> UnknownName
    {
        let place = path.parts.count > 1 && path.parts.first != part ? path.text : part
        var remedy = ""
        if path.parts.first == part, let other = nameElsewhere(part, not: level) {
            remedy = "\(path.up > 0 ? "这个名称在别的层" : "外层有这个名称")，请写 {{\(other)}}。"
        } else if let near = NearestName.find(part, among: names(of: record, at: level)) {
            remedy = "是否为 \(near)？"
        } else if let inner = nestedName(part, in: record) {
            remedy = "是否为 \(inner)？"
        } else {
            let some = names(of: record, at: level).prefix(12).joined(separator: "、")
            remedy = some.isEmpty ? "" : "此处可用：\(some)。"
        }
        let owner = record?.name ?? levels[level].name
        let shown = Diagnostic.shown(part)
        let within = place == part ? "" : "（\(Diagnostic.shown(place))）"
        return UnknownName(headline: "“\(owner)”里没有名称 \(shown)\(within)。", remedy: remedy)
    }

    private func names(of record: RecordType?, at level: Int) -> [String] {
        let fields = record?.fields.map(\.name) ?? []
        return fields + (levels[level].isItem ? Self.positions.map(\.name) : [])
    }

    /// The nearest level that knows the name, as a path from here; a section over a plain value opens none.
    private func nameElsewhere(_ part: String, not level: Int) -> String? {
        for other in levels.indices.reversed() where other != level {
            let isPosition = levels[other].isItem && Self.positions.contains { $0.name == part }
            guard field(part, at: other) != nil || isPosition else { continue }
            return String(repeating: "../", count: levels.count - 1 - other) + part
        }
        return nil
    }

    private func nestedName(_ part: String, in record: RecordType?) -> String? {
        for field in record?.fields ?? [] where field.type.record?.index(of: part) != nil {
            return "\(field.name).\(part)"
        }
        return nil
    }
}

extension DiagnosticCode {
    package static let templateUnknownName = DiagnosticCode("E607")
}
