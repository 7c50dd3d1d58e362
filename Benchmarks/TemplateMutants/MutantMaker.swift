import Model
import Rendering

/// Makes mutants of a folder, class after class, all different.
struct MutantMaker {
    private let sources: [TemplateSource]
    private let tags: [[Tag]]
    private let types: [DocumentKind: RecordType]
    /// Every name that may be right somewhere.
    private let names: Set<String>
    private let partials: Set<String>
    private var random = FixedRandom(seed: 20_260_402)
    private var seen: Set<[UInt8]> = []

    init(_ folder: TemplateFolder, _ types: [DocumentKind: RecordType]) {
        sources = folder.sources
        tags = folder.sources.map(Tag.scan)
        self.types = types
        names = Set(types.values.flatMap(Self.names)).union(["序号", "首", "末", "个数", "非空", "根", "否则"])
        partials = Set(folder.sources.map(\.name))
    }

    private static func names(_ type: RecordType) -> [String] {
        type.fields.flatMap { field in [field.name] + (record(in: field.type).map(names) ?? []) }
    }

    static func record(in type: ValueType) -> RecordType? {
        switch type {
        case .record(let record): return record
        case .list(let element): return record(in: element)
        default: return nil
        }
    }

    mutating func make(_ count: Int, of kind: Mutant.Class) -> [Mutant] {
        if kind == .lostObligatory { return obligatoryMutants(count) }
        var mutants: [Mutant] = []
        for _ in 0..<count * 20 where mutants.count < count {
            guard let index = sources.indices.randomElement(using: &random),
                let mutant = make(kind, index)
            else { continue }
            let key = mutant.sources.values.flatMap { Array($0.path.utf8) + $0.name.utf8 + $0.bytes }
            if seen.insert(key).inserted { mutants.append(mutant) }
        }
        return mutants
    }

    private mutating func make(_ kind: Mutant.Class, _ index: Int) -> Mutant? {
        switch kind {
        case .renamedField: return renamedField(index)
        case .brokenTag: return brokenTag(index)
        case .lostEscaping: return lostEscaping(index)
        case .strayBytes: return strayBytes(index)
        case .renamedPartial: return renamedPartial(index)
        case .swappedSection: return swapped(kind, index) { $0.isSection }
        case .swappedVariable: return swapped(kind, index) { $0.isValue }
        case .misplacedVariable: return misplaced(index)
        case .unwrappedSection: return unwrapped(index)
        case .droppedSection: return dropped(kind, index) { $0.isSection }
        case .droppedVariable: return dropped(kind, index) { $0.isValue }
        case .lostObligatory: return nil
        }
    }

    // MARK: One source

    private func mutant(
        _ kind: Mutant.Class, _ index: Int, _ edits: [(Range<Int>, [UInt8])], _ note: String,
        at offsets: Int?...
    ) -> Mutant? {
        var bytes = sources[index].bytes
        for (range, replacement) in edits.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
            bytes.replaceSubrange(range, with: replacement)
        }
        guard bytes != sources[index].bytes else { return nil }
        let source = sources[index].with(bytes: bytes)
        let places = offsets.compactMap { $0.map { source.place(at: $0) } }
        return Mutant(kind: kind, note: "\(source.path) \(note)", sources: [index: source], places: places)
    }

    private mutating func pick(_ index: Int, where fits: (Tag) -> Bool) -> Tag? {
        tags[index].filter(fits).randomElement(using: &random)
    }

    private mutating func renamedField(_ index: Int) -> Mutant? {
        guard let tag = pick(index, where: { $0.isValue || ($0.isSection && $0.close != nil) }),
            let (name, offset) = misspelt(tag.name)
        else { return nil }
        var edits = [(tag.nameRange, Array(name.utf8))]
        if let close = tag.close { edits.append((tags[index][close].nameRange, Array(name.utf8))) }
        return mutant(
            .renamedField, index, edits, "\(tag.name) → \(name)", at: tag.nameRange.lowerBound + offset)
    }

    /// A name of which one part is wrong, and where that part begins.
    private mutating func misspelt(_ name: String) -> (String, Int)? {
        var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let up = name.hasPrefix("../")
        guard !up, let position = parts.indices.randomElement(using: &random) else { return nil }
        guard parts[position] != "根" || position > 0 else { return nil }
        var letters = Array(parts[position])
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where letters.count > 1: letters.removeLast()
        case 1 where letters.count > 1: letters.swapAt(0, letters.count - 1)
        case 2: letters.append("项")
        default: letters[Int.random(in: 0..<letters.count, using: &random)] = "名"
        }
        guard !names.contains(String(letters)) else { return nil }
        let offset = parts[..<position].map { $0.utf8.count + 1 }.reduce(0, +)
        parts[position] = String(letters)
        return (parts.joined(separator: "."), offset)
    }

    private mutating func brokenTag(_ index: Int) -> Mutant? {
        guard let tag = pick(index, where: { _ in true }) else { return nil }
        let (low, high) = (tag.range.lowerBound, tag.range.upperBound)
        // One byte less before the other end, when that comes later.
        let other = tag.close.map { tags[index][$0].range.lowerBound - 1 } ?? opening(of: tag, index)
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            return mutant(.brokenTag, index, [(low..<low + 1, [])], "\(tag.name) 少一个 {", at: low, other)
        case 1: return mutant(.brokenTag, index, [(high - 1..<high, [])], "\(tag.name) 少一个 }", at: low, other)
        case 2:
            guard let close = tag.close else { return nil }
            let end = tags[index][close].range
            return mutant(.brokenTag, index, [(end, [])], "\(tag.name) 没有结束", at: low)
        default:
            guard let close = tag.close else { return nil }
            let end = tags[index][close].range.lowerBound - tag.range.count
            return mutant(.brokenTag, index, [(tag.range, [])], "\(tag.name) 没有开头", at: end)
        }
    }

    private func opening(of tag: Tag, _ index: Int) -> Int? {
        tags[index].first { $0.close.map { tags[index][$0].range == tag.range } ?? false }?.range.lowerBound
    }

    private mutating func lostEscaping(_ index: Int) -> Mutant? {
        guard let tag = pick(index, where: \.isValue) else { return nil }
        let inner = Array(sources[index].bytes[tag.range.lowerBound + 2..<tag.range.upperBound - 2])
        let start = tag.range.lowerBound
        let isHTML = sources[index].suffix == "html"
        switch Int.random(in: 0..<(isHTML ? 4 : 2), using: &random) {
        case 0:
            let text = Array("{{{".utf8) + inner + Array("}}}".utf8)
            return mutant(.lostEscaping, index, [(tag.range, text)], "{{{\(tag.name)}}}", at: start)
        case 1:
            let text = Array("{{&".utf8) + inner + Array("}}".utf8)
            return mutant(.lostEscaping, index, [(tag.range, text)], "{{&\(tag.name)}}", at: start)
        case 2:
            let text = Array("<a href=\"{{".utf8) + inner + Array("}}\"></a>".utf8)
            return mutant(.lostEscaping, index, [(tag.range, text)], "\(tag.name) 放进 href")
        default:
            let text = Array("<script>{{".utf8) + inner + Array("}}</script>".utf8)
            return mutant(.lostEscaping, index, [(tag.range, text)], "\(tag.name) 放进 script")
        }
    }

    private mutating func strayBytes(_ index: Int) -> Mutant? {
        let source = sources[index]
        let stray: [[UInt8]] = [
            [0x07], [0x00], [0xFF], [0xC3], Array("{{".utf8), Array("}}".utf8), Array("<".utf8),
            Array("& ".utf8),
        ]
        guard let bytes = stray.randomElement(using: &random),
            let offset = source.bytes.indices.randomElement(using: &random),
            source.bytes[offset] & 0xC0 != 0x80,
            !tags[index].contains(where: { $0.range.lowerBound < offset && offset < $0.range.upperBound })
        else { return nil }
        let shown = bytes.map { String($0, radix: 16) }.joined()
        return mutant(
            .strayBytes, index, [(offset..<offset, bytes)], "第 \(offset) 字节处插入 \(shown)", at: offset)
    }

    private mutating func renamedPartial(_ index: Int) -> Mutant? {
        guard let tag = pick(index, where: { $0.sign == ">" || $0.sign == "<" }) else { return nil }
        let name = tag.name.dropLast() + (Bool.random(using: &random) ? "" : "x-new")
        guard !name.isEmpty, !partials.contains(String(name)) else { return nil }
        if tag.sign == ">", Bool.random(using: &random),
            let target = sources.firstIndex(where: { $0.name == tag.name })
        {
            let source = sources[target].with(name: String(name))
            return Mutant(
                kind: .renamedPartial, note: "\(source.path) 改名为 \(name)", sources: [target: source],
                places: [])
        }
        var edits = [(tag.nameRange, Array(name.utf8))]
        if let close = tag.close { edits.append((tags[index][close].nameRange, Array(name.utf8))) }
        return mutant(
            .renamedPartial, index, edits, "片段 \(tag.name) → \(name)", at: tag.nameRange.lowerBound)
    }

    private mutating func swapped(_ kind: Mutant.Class, _ index: Int, _ fits: (Tag) -> Bool) -> Mutant? {
        guard let one = pick(index, where: fits), let other = pick(index, where: fits), one.name != other.name
        else { return nil }
        var edits = [(one.nameRange, Array(other.name.utf8)), (other.nameRange, Array(one.name.utf8))]
        if let close = one.close { edits.append((tags[index][close].nameRange, Array(other.name.utf8))) }
        if let close = other.close { edits.append((tags[index][close].nameRange, Array(one.name.utf8))) }
        return mutant(kind, index, edits, "\(one.name) ↔ \(other.name)")
    }

    private mutating func misplaced(_ index: Int) -> Mutant? {
        guard let one = pick(index, where: \.isValue), let other = pick(index, where: \.isValue),
            one.name != other.name
        else { return nil }
        return mutant(
            .misplacedVariable, index, [(one.nameRange, Array(other.name.utf8))],
            "\(one.name) → \(other.name)")
    }

    private mutating func unwrapped(_ index: Int) -> Mutant? {
        guard let tag = pick(index, where: \.isSection), let close = tag.close else { return nil }
        let end = tags[index][close].range
        return mutant(.unwrappedSection, index, [(tag.range, []), (end, [])], "拆去 \(tag.name)")
    }

    private mutating func dropped(_ kind: Mutant.Class, _ index: Int, _ fits: (Tag) -> Bool) -> Mutant? {
        guard let tag = pick(index, where: fits) else { return nil }
        let end = tag.close.map { tags[index][$0].range.upperBound } ?? tag.range.upperBound
        return mutant(kind, index, [(tag.range.lowerBound..<end, [])], "删去 \(tag.name)")
    }

    // MARK: Obligatory parts

    /// Each obligatory value of each kind, deleted wherever one form of the paper prints it.
    private func obligatoryMutants(_ count: Int) -> [Mutant] {
        var mutants: [Mutant] = []
        for kind in DocumentKind.allCases {
            for name in types[kind].map(Self.obligatory) ?? [] {
                for suffix in kind.hasXML ? ["html", "xml"] : ["html"] {
                    if let mutant = without(name, kind, suffix) { mutants.append(mutant) }
                }
            }
        }
        return Array(mutants.prefix(count))
    }

    private static func obligatory(_ type: RecordType) -> [String] {
        type.fields.flatMap { field in
            (field.isObligatory && record(in: field.type) == nil ? [field.name] : [])
                + (record(in: field.type).map(obligatory) ?? [])
        }
    }

    private func without(_ name: String, _ kind: DocumentKind, _ suffix: String) -> Mutant? {
        var replaced: [Int: TemplateSource] = [:]
        for (index, source) in sources.enumerated() where source.suffix == suffix || source.suffix == "txt" {
            guard source.home == .kind(kind) || source.home == .shared else { continue }
            let hits = tags[index].filter {
                $0.isValue && $0.lastPart == name || $0.isSection && $0.name == name
            }
            guard !hits.isEmpty else { continue }
            var bytes = source.bytes
            var low = Int.max
            for tag in hits.reversed() {
                let end = tag.close.map { tags[index][$0].range.upperBound } ?? tag.range.upperBound
                // What stood inside a section that went is gone already.
                guard end <= low else { continue }
                bytes.removeSubrange(tag.range.lowerBound..<end)
                low = tag.range.lowerBound
            }
            replaced[index] = source.with(bytes: bytes)
        }
        guard !replaced.isEmpty else { return nil }
        return Mutant(
            kind: .lostObligatory, note: "\(kind.rawValue).\(suffix) 不印 \(name)", sources: replaced,
            places: [])
    }
}

extension TemplateSource {
    func with(bytes: [UInt8]) -> TemplateSource {
        TemplateSource(path: path, home: home, name: name, suffix: suffix, bytes: bytes)
    }

    func with(name: String) -> TemplateSource {
        TemplateSource(path: path, home: home, name: name, suffix: suffix, bytes: bytes)
    }

    func place(at offset: Int) -> SourcePlace {
        let before = bytes[..<min(offset, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return SourcePlace(file: path, line: line, column: before[start...].count { $0 & 0xC0 != 0x80 } + 1)
    }
}
