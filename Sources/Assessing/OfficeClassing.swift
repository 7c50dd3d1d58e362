import Model

/// 第一、第二、第三等次 of the scored offices (docs/rules.md §4); rank and class are two things.
struct OfficeClassing {
    let rules: Scheme.OfficeClassRules

    func suggest(_ offices: inout [OfficeAssessment]) {
        let scored = offices.indices.filter { offices[$0].score != nil }
        for position in scored {
            let isThird = (offices[position].score ?? .zero) < rules.thirdBelow
            offices[position].classSuggested = .label(isThird ? rules.third : rules.second)
        }
        let eligible = scored.filter {
            !offices[$0].isVetoed && (offices[$0].score ?? .zero) >= rules.thirdBelow
        }
        .sorted { (offices[$0].score ?? .zero, $1) > (offices[$1].score ?? .zero, $0) }
        var left = scored.isEmpty ? 0 : firstPlaces(of: scored.count)
        var start = 0
        while start < eligible.count && left > 0 {
            let score = offices[eligible[start]].score
            let tied = eligible[start...].prefix { offices[$0].score == score }
            let label: SuggestedLabel =
                tied.count <= left ? .label(rules.first) : .pending(places: left, tied: tied.count)
            for position in tied { offices[position].classSuggested = label }
            left -= min(left, tied.count)
            start += tied.count
        }
    }

    private func firstPlaces(of scored: Int) -> Int {
        max(rules.firstAtLeast, scored * rules.firstPercent.millionths / (100 * Quantity.scale))
    }
}
