import Model

/// A count of persons as a circulated paper may print it: under five nobody learns how many.
enum PublicCount: Hashable, Sendable {
    case nobody
    /// 不足5人.
    case few
    case exact(Int)

    static let leastPrinted = 5

    init(_ count: Int) {
        switch count {
        case ..<1: self = .nobody
        case ..<Self.leastPrinted: self = .few
        default: self = .exact(count)
        }
    }

    var text: String {
        switch self {
        case .nobody: return "0人"
        case .few: return "不足\(Self.leastPrinted)人"
        case .exact(let count): return "\(count)人"
        }
    }

    /// The figure, where it may be printed as one.
    var figure: Int? {
        switch self {
        case .nobody: return 0
        case .few: return nil
        case .exact(let count): return count
        }
    }
}

/// A total with its parts, arranged so that no part under five follows from the others by subtraction.
struct PublicSplit: Hashable, Sendable {
    struct Part: Hashable, Sendable {
        var labels: [String]
        var count: Int
        var shown: PublicCount { PublicCount(count) }
    }

    let total: PublicCount
    /// Empty when the parts may not be told apart.
    let parts: [Part]

    /// All parts, or none: any part of one to four persons would be the total less the rest.
    init(unmerged parts: [Part]) {
        total = PublicCount(parts.map(\.count).reduce(0, +))
        let isSafe = parts.allSatisfy { $0.shown != .few }
        self.parts = isSafe ? parts : []
    }

    /// Ordered parts, best first; a part under five joins its better neighbour, the first its worse one.
    init(merging ordered: [Part]) {
        var parts = ordered
        while parts.count > 1, let index = parts.lastIndex(where: { $0.shown == .few }) {
            let better = max(index, 1) - 1
            parts[better].labels += parts[better + 1].labels
            parts[better].count += parts[better + 1].count
            parts.remove(at: better + 1)
        }
        // “较好及以下 12人” rather than “较好、一般 12人，较差 0人”.
        while parts.count > 1, parts[parts.count - 1].count == 0, parts[parts.count - 2].labels.count > 1 {
            let empty = parts.removeLast()
            parts[parts.count - 1].labels += empty.labels
        }
        total = PublicCount(parts.map(\.count).reduce(0, +))
        self.parts = parts
    }
}
