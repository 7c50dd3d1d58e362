/// A text in which ⟨…⟩ mark the place that a finding must point at.
struct MarkedText {
    let text: String
    let line: Int
    let column: Int

    init(_ marked: String) {
        text = marked.filter { $0 != "⟨" && $0 != "⟩" }
        let before = marked.prefix { $0 != "⟨" }
        line = before.count { $0 == "\n" || $0 == "\r\n" } + 1
        column = before.reversed().prefix { $0 != "\n" && $0 != "\r\n" }.count + 1
    }
}
