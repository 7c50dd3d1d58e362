import Model

/// The cases that may be quoted, with what their texts speak of.
struct CaseLibrary: Sendable {
    struct Entry: Sendable {
        let practice: PracticeCase
        let themes: Set<CaseTheme>
        let text: String
        let pairs: Set<String>

        init(_ practice: PracticeCase) {
            self.practice = practice
            let told = practice.title + "，" + practice.practice
            themes = CaseTheme.themes(of: told)
            text = told + "，" + practice.effect
            pairs = CaseWords(text).pairs
        }
    }

    let entries: [Entry]
    /// Words of two characters that stand in so few cases that they tell something.
    private let rare: Set<String>

    init(_ cases: [PracticeCase]) {
        entries = cases.filter(\.mayBeQuoted).map(Entry.init)
        let uses = Dictionary(entries.flatMap(\.pairs).map { ($0, 1) }, uniquingKeysWith: +)
        let limit = max(2, entries.count / 40)
        rare = Set(uses.filter { $0.value <= limit }.keys)
    }

    /// The words of the wish that tell which case is meant.
    func telling(_ wish: CaseWish) -> Set<String> {
        wish.words.pairs.intersection(rare).subtracting(wish.knownWords)
    }
}
