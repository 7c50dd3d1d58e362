import Model

/// What falls due on one day, by staff numbers and ids. Only `status` asks: no paper knows the clock (docs/rules.md §8).
package enum DueList {
    /// - Parameter composers: of every quarter, oldest first, each knowing the later ones.
    package static func lines(on day: Day, _ composers: [Composer]) -> [String] {
        guard let newest = composers.last else { return [] }
        let lines =
            composers.flatMap { talks(on: day, $0) } + newest.itemsDue(on: day) + newest.remindersDue(on: day)
            + newest.appealsDue(on: day)
            + newest.promisesDue(on: day)
        // An older card's talk stands on the list of every quarter since.
        var seen = Set<String>()
        return lines.filter { seen.insert($0).inserted }
    }

    private static func talks(on day: Day, _ composer: Composer) -> [String] {
        composer.talkRound.planned.filter { $0.due == day && $0.held == nil }.map { talk in
            let about =
                talk.cardID.map { "\(talk.colour?.chinese ?? "牌") \($0)" }
                ?? "\(composer.assessment.period) 反馈"
            return "谈话：\(talk.person?.text ?? talk.cardID ?? "")，\(about)，谈话人 \(talk.leader)"
        }
    }
}

extension Composer {
    fileprivate func itemsDue(on day: Day) -> [String] {
        assessment.items.filter { $0.isOpen && $0.due == day }.map { item in
            "整改：\(item.id)，\(item.owner?.code ?? item.object.code)，\(item.state.rawValue)"
        }
    }

    fileprivate func remindersDue(on day: Day) -> [String] {
        assessment.earlierCards.compactMap { life(ofCard: $0.id) }.filter {
            $0.record.closure == nil && $0.accepted == nil && $0.applied == nil && $0.reminder == day
        }.map { "提醒：牌 \($0.record.id)，整改期限 \($0.record.rectifyBy)" }
    }

    fileprivate func appealsDue(on day: Day) -> [String] {
        (assessment.data.appeals ?? []).filter { appeal in
            appeal.closed == nil
                && calendar.day(workingDays: appeal.limitWorkingDays, after: appeal.raised) == day
        }.map { "诉求：\($0.code)，经办人 \($0.handler)" }.sorted()
    }

    fileprivate func promisesDue(on day: Day) -> [String] {
        assessment.people.compactMap(\.lastTalk).filter { $0.deadline == day && $0.promise != nil }.map {
            "约定：\($0.person)，\($0.date) \($0.type)谈话"
        }
    }
}
