import Model

/// A quarter's lines by holder, each with the newest row of 完成情况 about it.
///
/// Numbers of rows in flat arrays: a large park has a million lines, and an array for each holder would be most of it.
struct QuarterLines: Sendable {
    /// In the order of their first target.
    private(set) var holders: [Holder] = []
    private var numbers: [Holder: Int32] = [:]
    /// Places of targets, holder by holder, of each in order of the indicators.
    private var targets: [Int32] = []
    /// Where each holder's begin, and the end.
    private var starts: [Int32] = []
    /// For each target the place of its result, or -1.
    private let results: [Int32]

    init(_ data: QuarterData) {
        let order = data.targets.positions { a, b in
            a.indicator == b.indicator ? a.holder < b.holder : a.indicator < b.indicator
        }
        results = Self.newestResults(data, order)
        var owners: [Int32] = []
        owners.reserveCapacity(order.count)
        var counts: [Int32] = []
        for place in order {
            let number = taken(by: data.targets[Int(place)].holder)
            owners.append(number)
            if counts.count == number { counts.append(0) }
            counts[Int(number)] += 1
        }
        starts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
        var next = starts
        targets = [Int32](repeating: 0, count: order.count)
        for (place, owner) in zip(order, owners) {
            targets[Int(next[Int(owner)])] = place
            next[Int(owner)] += 1
        }
    }

    private mutating func taken(by holder: Holder) -> Int32 {
        if let known = numbers[holder] { return known }
        let number = Int32(holders.count)
        numbers[holder] = number
        holders.append(holder)
        return number
    }

    /// Both tables are gone through once, in the order of the lines.
    private static func newestResults(_ data: QuarterData, _ targets: [Int32]) -> [Int32] {
        var found = [Int32](repeating: -1, count: data.targets.count)
        var next = 0
        let results = data.results.positions { a, b in
            if a.indicator != b.indicator { return a.indicator < b.indicator }
            return a.holder == b.holder ? a.asOf < b.asOf : a.holder < b.holder
        }
        for place in results {
            let (indicator, holder) = (data.results[Int(place)].indicator, data.results[Int(place)].holder)
            while next < targets.count {
                let target = data.targets[Int(targets[next])]
                let isBefore =
                    target.indicator == indicator ? target.holder < holder : target.indicator < indicator
                guard isBefore else {
                    let known = Int(found[Int(targets[next])])
                    let isNewer = known < 0 || data.results[known].asOf < data.results[Int(place)].asOf
                    if isNewer, target.indicator == indicator, target.holder == holder {
                        found[Int(targets[next])] = place
                    }
                    break
                }
                next += 1
            }
        }
        return found
    }

    /// The holder's place among ``holders``.
    func number(of holder: Holder) -> Int? { numbers[holder].map { Int($0) } }

    /// Places of the holder's targets in order of the indicators.
    func targets(of holder: Holder) -> ArraySlice<Int32> {
        guard let number = numbers[holder] else { return [] }
        return targets[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
    }

    /// The place of the newest result of the target at a place.
    func result(ofTarget place: Int32) -> Int? {
        let result = results[Int(place)]
        return result < 0 ? nil : Int(result)
    }
}
