import Model

/// Which lines there are: those of the table 指标分解, unreadable rows included so that a faulty target is not
/// reported once more, and those of self-declared indicators.
struct Assignments {
    private let texts: TextBook
    private var lines: Set<Line> = []
    private var declared: Set<LineKey> = []

    /// Indicator, 对象 and 对象代码 by the numbers of their texts.
    fileprivate struct Line: Hashable {
        var indicator: TextBook.ID
        var kind: TextBook.ID
        var code: TextBook.ID
    }

    init(_ targets: Table<TargetRow>, declared: [Proposal]) {
        self.declared = Set(declared.map { LineKey($0.code, Holder(.person, $0.person)) })
        texts = targets.marks.texts
        lines.reserveCapacity(targets.marks.count)
        for index in targets.marks.indices { lines.insert(Line(targets.marks.keyIDs(of: index))) }
    }

    func has(_ indicator: Code, _ holder: Holder) -> Bool {
        if declared.contains(LineKey(indicator, holder)) { return true }
        guard let indicator = id(of: indicator.text), let kind = id(of: holder.kind.rawValue),
            let code = id(of: holder.code.text)
        else { return false }
        return lines.contains(Line(indicator: indicator, kind: kind, code: code))
    }

    private func id(of text: String) -> TextBook.ID? { texts.find(text, TextHash(text)) }
}

extension Assignments.Line {
    fileprivate init(_ key: ArraySlice<TextBook.ID>) {
        self.init(
            indicator: key[key.startIndex], kind: key[key.startIndex + 1], code: key[key.startIndex + 2])
    }
}
