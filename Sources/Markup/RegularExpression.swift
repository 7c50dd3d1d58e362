/// What may follow what: of the bytes of a value (``TextPattern``) or of the children of an element (``ContentModel``), each a
/// number below the width of its ``Automaton``.
indirect enum RegularExpression {
    case one(of: [Int])
    case sequence([RegularExpression])
    case choice([RegularExpression])
    case optional(RegularExpression)
    /// Once or more.
    case repeated(RegularExpression)

    /// Written out, so only for small numbers; `most` is `nil` without a limit.
    func times(_ least: Int, _ most: Int?) -> RegularExpression {
        let needed = Array(repeating: self, count: least)
        guard let most else {
            guard let last = needed.last else { return .optional(.repeated(self)) }
            return .sequence(needed.dropLast() + [.repeated(last)])
        }
        let more = (least..<most).reduce(RegularExpression.sequence([])) { rest, _ in
            .optional(.sequence([self, rest]))
        }
        return .sequence(needed + [more])
    }
}
