/// Finds what somebody probably meant, for 是否为“…”.
enum NearestWord {
    /// The nearest word at a distance of at most half its length; full-width letters, case and spaces count nothing.
    static func nearest(to text: String, among words: [String]) -> String? {
        let wanted = folded(text)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        var best: (word: String, distance: Int)?
        for word in words {
            let candidate = folded(word)
            let distance = distance(wanted, candidate)
            guard distance * 2 <= max(wanted.count, candidate.count) else { continue }
            if distance < best?.distance ?? .max { best = (word, distance) }
        }
        return best?.word
    }

    /// `（是否为“得分”？）`, or nothing.
    static func hint(for text: String, among words: [String]) -> String {
        nearest(to: text, among: words).map { "（是否为“\($0)”？）" } ?? ""
    }

    /// ASCII lower case, half width, without blanks.
    static func folded(_ text: String) -> [UInt32] {
        text.unicodeScalars.compactMap { scalar in
            var value = scalar.value
            if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
            if (0x41...0x5A).contains(value) { value += 0x20 }
            return value == 0x20 || value == 0x3000 || value == 0xFEFF || value == 0xA0 ? nil : value
        }
    }

    private static func distance(_ a: [UInt32], _ b: [UInt32]) -> Int {
        var previous = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var current = [i + 1]
            for (j, y) in b.enumerated() {
                current.append(min(previous[j] + (x == y ? 0 : 1), previous[j + 1] + 1, current[j] + 1))
            }
            previous = current
        }
        return previous[b.count]
    }
}
