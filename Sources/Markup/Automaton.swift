/// A regular expression as a table, so that each symbol is one look.
///
/// Made of Glushkov's positions (each symbol of the expression, and which may follow it) and the sets of them that can be
/// reached: Berry and Sethi, https://doi.org/10.1016/0304-3975(86)90088-5
final class Automaton: Sendable {
    /// The state that nothing leaves, and the one before the first symbol.
    static let refusing: UInt16 = 0
    static let start: UInt16 = 1

    /// Number of symbols.
    let width: Int
    /// Of each state and symbol the next state.
    let next: [UInt16]
    let accepts: [Bool]

    var states: Int { accepts.count }

    /// `nil` when it would be larger than anything that people write.
    init?(_ expression: RegularExpression, width: Int) {
        var positions = Positions()
        let whole = positions.add(expression)
        guard positions.symbols.count <= 512 else { return nil }
        var next = Array(repeating: Self.refusing, count: width)
        var accepts = [false]
        // Of each state the positions that may come next, and whether it may be the last.
        var known: [Set: UInt16] = [:]
        var waiting: [Set] = []
        func state(_ set: Set) -> UInt16 {
            if let state = known[set] { return state }
            let state = UInt16(known.count + 1)
            known[set] = state
            waiting.append(set)
            return state
        }
        _ = state(Set(following: whole.first, isLast: whole.isEmptiable))
        var done = 0
        while done < waiting.count {
            let set = waiting[done]
            done += 1
            guard done <= 1024 else { return nil }
            accepts.append(set.isLast)
            let row = next.count
            next += repeatElement(Self.refusing, count: width)
            for (symbol, reached) in positions.moves(from: set, lasts: whole.last) {
                next[row + symbol] = state(reached)
            }
        }
        self.width = width
        self.next = next
        self.accepts = accepts
    }

    func accepts(_ symbols: UnsafeBufferPointer<UInt8>) -> Bool {
        var state = Int(Self.start)
        for symbol in symbols {
            guard Int(symbol) < width else { return false }
            state = Int(next[state * width + Int(symbol)])
        }
        return accepts[state]
    }

    fileprivate struct Set: Hashable {
        let following: [Int]
        let isLast: Bool
    }
}

/// The symbols of an expression one by one, and which may follow each.
private struct Positions {
    private(set) var symbols: [[Int]] = []
    private var follow: [[Int]] = []

    struct Part {
        var isEmptiable: Bool
        var first: [Int]
        var last: [Int]
    }

    mutating func add(_ expression: RegularExpression) -> Part {
        switch expression {
        case .one(let symbols):
            self.symbols.append(symbols)
            follow.append([])
            return Part(isEmptiable: false, first: [follow.count - 1], last: [follow.count - 1])
        case .optional(let inner):
            var part = add(inner)
            part.isEmptiable = true
            return part
        case .repeated(let inner):
            let part = add(inner)
            connect(part.last, part.first)
            return part
        case .choice(let branches):
            return branches.reduce(into: Part(isEmptiable: false, first: [], last: [])) { whole, branch in
                let part = add(branch)
                whole.isEmptiable = whole.isEmptiable || part.isEmptiable
                whole.first += part.first
                whole.last += part.last
            }
        case .sequence(let parts):
            return parts.reduce(into: Part(isEmptiable: true, first: [], last: [])) { whole, next in
                let part = add(next)
                connect(whole.last, part.first)
                if whole.isEmptiable { whole.first += part.first }
                whole.last = part.isEmptiable ? whole.last + part.last : part.last
                whole.isEmptiable = whole.isEmptiable && part.isEmptiable
            }
        }
    }

    private mutating func connect(_ last: [Int], _ first: [Int]) {
        for position in last { follow[position] += first }
    }

    /// The set that each symbol leads to, by symbol.
    func moves(from set: Automaton.Set, lasts: [Int]) -> [(symbol: Int, reached: Automaton.Set)] {
        var reached: [Int: [Int]] = [:]
        for position in set.following {
            for symbol in symbols[position] { reached[symbol, default: []].append(position) }
        }
        return reached.sorted { $0.key < $1.key }.map { symbol, positions in
            let following = Swift.Set(positions.flatMap { follow[$0] }).sorted()
            return (
                symbol, Automaton.Set(following: following, isLast: positions.contains { lasts.contains($0) })
            )
        }
    }
}
