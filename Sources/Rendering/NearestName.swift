/// Finds what somebody probably meant.
enum NearestName {
    /// The candidate with the smallest edit distance, if it is near enough to be a slip.
    static func find(_ text: String, among candidates: [String]) -> String? {
        let wanted = Array(text.prefix(40))
        var best: (distance: Int, name: String)?
        for candidate in candidates {
            let other = Array(candidate.prefix(40))
            let distance = self.distance(wanted, other)
            let allowed = max(1, max(wanted.count, other.count) / 3)
            guard distance <= allowed, distance < max(wanted.count, other.count) else { continue }
            if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
        }
        return best?.name
            ?? candidates.first { $0.count > 1 && text.contains($0) || text.count > 1 && $0.contains(text) }
    }

    /// Insertions, deletions, substitutions and swaps of neighbours.
    static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
