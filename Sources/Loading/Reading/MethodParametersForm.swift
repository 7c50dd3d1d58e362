import Model

/// 参数 with the text as typed, which is what papers print.
struct ParametersCell: Sendable {
    var text: String
    var values: MethodParameters
}

extension CellForm where Value == ParametersCell {
    /// 参数: `k=0.5;cap=110;floor=60;steps=100:1|98:0.9;points=1:2|2:1.5`.
    static let parameters = CellForm("如 k=0.5;cap=110;floor=60;steps=100:1|98:0.9;points=1:2|2:1.5") {
        text throws(CellFault) in
        var parameters = MethodParameters()
        var seen: Set<String> = []
        for entry in text.split(separator: ";", omittingEmptySubsequences: false) {
            let parts = entry.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw .parameters("“\(Diagnostic.bare(entry))”不是 名=值") }
            guard seen.insert(parts[0]).inserted else {
                throw .parameters("\(Diagnostic.bare(parts[0])) 写了两次")
            }
            try set(parts[0], to: parts[1], in: &parameters)
        }
        return ParametersCell(text: text, values: parameters)
    }

    private static func set(
        _ name: String, to text: String, in parameters: inout MethodParameters
    ) throws(CellFault) {
        switch name {
        case "k": parameters.k = try amount(text, of: name)
        case "cap": parameters.cap = try amount(text, of: name)
        case "floor": parameters.floor = try amount(text, of: name)
        case "steps": parameters.steps = try steps(text)
        case "points": parameters.places = try places(text)
        default:
            let hint = NearestWord.hint(for: name, among: ["k", "cap", "floor", "steps", "points"])
            throw .parameters("没有参数 \(Diagnostic.bare(name))\(hint)")
        }
    }

    private static func steps(_ text: String) throws(CellFault) -> [Scheme.Step] {
        var steps: [Scheme.Step] = []
        for (from, share) in try pairs(text, of: "steps") {
            let step = Scheme.Step(from: from, share: share)
            if let last = steps.last {
                guard step.from < last.from else { throw .parameters("steps 的界线应从高到低") }
                guard step.share <= last.share else { throw .parameters("steps 的得分比例不能随界线降低而升高") }
            }
            steps.append(step)
        }
        return steps
    }

    private static func places(_ text: String) throws(CellFault) -> [Scheme.PlacePoints] {
        var places: [Scheme.PlacePoints] = []
        for (rank, points) in try pairs(text, of: "points") {
            guard rank.isWhole, rank >= Quantity(whole: 1) else { throw .parameters("points 的名次应是 1 起的整数") }
            let place = Scheme.PlacePoints(rank: rank.millionths / Quantity.scale, points: points)
            if let last = places.last {
                guard place.rank > last.rank else { throw .parameters("points 的名次应从前到后") }
                guard place.points <= last.points else { throw .parameters("points 的得分不能随名次靠后而升高") }
            }
            places.append(place)
        }
        return places
    }

    private static func pairs(
        _ text: String, of name: String
    ) throws(CellFault) -> [(Quantity, Quantity)] {
        var pairs: [(Quantity, Quantity)] = []
        for part in text.split(separator: "|", omittingEmptySubsequences: false) {
            let sides = part.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard sides.count == 2 else { throw .parameters("\(name) 中“\(Diagnostic.bare(part))”不是 界线:值") }
            pairs.append((try amount(sides[0], of: name), try amount(sides[1], of: name)))
        }
        return pairs
    }

    private static func amount(_ text: String, of name: String) throws(CellFault) -> Quantity {
        guard let value = try? Quantity(plain: text), value.millionths >= 0,
            value <= Quantity(whole: 1_000_000)
        else {
            throw .parameters("\(name) 的“\(Diagnostic.bare(text))”不是数字或小于 0")
        }
        return value
    }
}

extension CellFault {
    fileprivate static func parameters(_ predicate: String) -> CellFault {
        CellFault(
            code: .badParameters, predicate: "写法有误：\(predicate)",
            remedy: "请写成 k=0.5;cap=110;floor=60;steps=100:1|98:0.9;points=1:2|2:1.5 的样子，只写需要的几项。",
            hidesText: true)
    }
}

extension Diagnostic {
    /// An echoed text without the quotation marks.
    static func bare(_ text: some StringProtocol) -> String {
        String(quoted(String(text)).dropFirst().dropLast())
    }
}

extension DiagnosticCode {
    static let badParameters = DiagnosticCode("E207")
}
