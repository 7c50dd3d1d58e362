import Model

/// What the text of a case and the text of a gap or lag have in common, and whether their causes agree.
struct CaseLikeness: Sendable {
    /// How one field of the case agrees with the wish's.
    enum Agreement: Sendable {
        case same, open, conflict

        init(_ a: String?, _ b: String?) {
            guard let a, let b, !a.isEmpty, !b.isEmpty else {
                self = .open
                return
            }
            self = a == b ? .same : .conflict
        }
    }

    let cause: Agreement
    /// Particular themes of both texts; where there is none, a word of both.
    let shared: [String]
    let sharesTheme: Bool
    /// How much the texts agree: the themes, a word, and a weak theme beside them.
    let weight: Int
    /// Both texts tell something particular, and not the same.
    let differs: Bool
    /// Decided elsewhere for everybody: no practice of another office helps.
    let isOutOfReach: Bool
    /// Both texts have coordination or permits, and one of them has nothing else.
    let sharesOnlyWeak: Bool
    /// A practice that acts on many causes, such as a task force, for a lag that names only such causes or none.
    let isBroad: Bool
    private let causeText: String?

    init(_ entry: CaseLibrary.Entry, _ wish: CaseWish, telling: Set<String>) {
        cause = Agreement(entry.practice.cause, wish.cause)
        causeText = entry.practice.cause
        let wanted = wish.themes.subtracting(wish.knownThemes).filter { !$0.isWeak }
        let told = entry.themes.subtracting(wish.knownThemes).filter { !$0.isWeak }
        let both = wanted.intersection(told)
        let common = both.allSatisfy(\.isAttendant) && !wanted.allSatisfy(\.isAttendant) ? [] : both
        differs = common.isEmpty && !wanted.isEmpty && !told.isEmpty
        let word =
            differs || telling.isDisjoint(with: entry.pairs)
            ? nil : wish.words.longest(in: entry.text, telling: telling)
        let names = common.map(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let weak = wish.themes.intersection(entry.themes).filter(\.isWeak)
        shared = names.isEmpty ? word.map { [$0] } ?? [] : names
        sharesTheme = !names.isEmpty
        weight = names.count + (word == nil ? 0 : 1) + (weak.isEmpty || names.isEmpty ? 0 : 1)
        isOutOfReach =
            wish.themes.contains(where: \.isOutOfReach) && !entry.themes.contains(where: \.isOutOfReach)
        sharesOnlyWeak =
            !weak.isEmpty && (wish.themes.allSatisfy(\.isWeak) || entry.themes.allSatisfy(\.isWeak))
        let actsOnMany = !entry.themes.isEmpty && entry.themes.allSatisfy(\.isWeak)
        let isAskedForMany = wish.themes.allSatisfy { $0.isWeak || $0.isGeneral }
        isBroad = actsOnMany && isAskedForMany && !(wish.hasText && wish.themes.isEmpty)
    }

    var isSameThing: Bool { !shared.isEmpty }

    var reasons: [CaseMatch.Reason] {
        (cause == .same ? [.cause(causeText ?? "")] : []) + shared.map { .theme($0) }
    }
}
