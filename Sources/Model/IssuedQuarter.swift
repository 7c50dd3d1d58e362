/// What an issued quarter said: later quarters look back on this, not on a recomputation.
package struct IssuedQuarter: Sendable {
    package var period: Period
    package var revision: Int
    /// Of the batch; a quarter may only look back on batches before its own.
    package var sequence: Int
    package var people: [Code: Standing] = [:]
    package var offices: [Code: Standing] = [:]
    package var cards: [Card] = []
    /// The newest talk of each person, with what was agreed.
    package var talks: [Talk] = []
    /// Rectification items as they stood at its end; `nil` in batches issued before there were items.
    package var items: [RectificationItem]?

    package init(period: Period, revision: Int, sequence: Int) {
        self.period = period
        self.revision = revision
        self.sequence = sequence
    }

    package struct Standing: Hashable, Sendable {
        package var score: Points?
        /// Decided grade or class.
        package var label: String?
        /// Line scores by indicator, so that a correction can name the line.
        package var lines: [Code: Points] = [:]
        package init(score: Points?, label: String?, lines: [Code: Points] = [:]) {
            self.score = score
            self.label = label
            self.lines = lines
        }
    }

    /// A notice that was issued, or refused by the committee.
    package struct Card: Hashable, Sendable {
        package var id: String
        package var object: Holder
        package var isRefused: Bool
        package var colour: CardColour
        package var issued: Day?
        package var rectifyBy: Day?
        package var rules: [CardRule]
        /// Appeals and findings used up, once and for ever.
        package var usedMatters: [CardMatter]
        /// Yellow cards for which R4 fired.
        package var escalates: [String]
        package init(
            id: String, object: Holder, isRefused: Bool, colour: CardColour, issued: Day?, rectifyBy: Day?,
            rules: [CardRule], usedMatters: [CardMatter], escalates: [String]
        ) {
            self.id = id
            self.object = object
            self.isRefused = isRefused
            self.colour = colour
            self.issued = issued
            self.rectifyBy = rectifyBy
            self.rules = rules
            self.usedMatters = usedMatters
            self.escalates = escalates
        }
    }
}

extension IssuedQuarter {
    /// The summary that a batch of this assessment keeps.
    package init(_ assessment: Assessment, revision: Int, sequence: Int) {
        self.init(period: assessment.period, revision: revision, sequence: sequence)
        for person in assessment.people {
            people[person.person.code] = Standing(
                score: person.score, label: person.decided?.label, lines: Self.scores(person.lines))
        }
        for office in assessment.offices {
            offices[office.office.code] = Standing(
                score: office.score, label: office.classDecided, lines: Self.scores(office.lines))
        }
        cards = assessment.cards.filter { $0.outcome != .proposed && !$0.isWithheld }.map(Card.init)
        talks = assessment.people.compactMap(\.lastTalk)
        items = assessment.items
    }

    private static func scores(_ lines: [LineAssessment]) -> [Code: Points] {
        Dictionary(
            lines.compactMap { line in line.score.map { (line.indicator.code, $0) } },
            uniquingKeysWith: { first, _ in first })
    }
}

extension IssuedQuarter.Card {
    package init(_ notice: CardNotice) {
        self.init(
            id: notice.id, object: notice.object, isRefused: notice.outcome == .refused,
            colour: notice.colour,
            issued: notice.issued, rectifyBy: notice.rectifyBy, rules: notice.rules,
            usedMatters: notice.facts.compactMap(\.usedMatter),
            escalates: notice.facts.compactMap { fact in
                if case .notCleared(let record) = fact.detail { return record.id }
                return nil
            })
    }
}

extension Assessment {
    /// The offices with the scores that were issued, for the next quarter's comparison.
    package func asIssued(_ issued: IssuedQuarter?) -> Assessment {
        guard let issued else { return self }
        var copy = self
        for position in copy.offices.indices {
            if let standing = issued.offices[copy.offices[position].office.code] {
                copy.offices[position].score = standing.score
            }
        }
        return copy
    }
}
