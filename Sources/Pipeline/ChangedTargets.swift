import Model
import Publishing

/// Targets that are no longer those with which a quarter was issued.
///
/// Scores may be corrected; a target that moves after the fact is another thing, so each is named (docs/rules.md §10.10).
struct ChangedTargets {
    /// Now.
    private let data: QuarterData
    private let issued: [Line: Target]

    private struct Line: Hashable {
        var indicator: Code
        var holder: Holder
    }

    /// `nil` when what was issued cannot be read any more.
    init?(in data: QuarterData, since manifest: Manifest, _ sources: IssuedSources) {
        guard let then = sources.park(of: manifest)?.quarters.last else { return nil }
        self.init(in: data, since: then)
    }

    init(in data: QuarterData, since then: QuarterData) {
        self.data = data
        issued = Self.lines(of: then)
    }

    private static func lines(of data: QuarterData) -> [Line: Target] {
        Dictionary(
            data.targets.map { (Line(indicator: $0.indicator, holder: $0.holder), $0) },
            uniquingKeysWith: { first, _ in first })
    }

    var findings: [Diagnostic] {
        let now = Self.lines(of: data)
        let moved = data.targets.compactMap { target in
            finding(target, issued[Line(indicator: target.indicator, holder: target.holder)])
        }
        // A holder whose rows are withheld has no targets for a reason that is reported.
        let gone = issued.filter { now[$0.key] == nil && !data.withheld.contains($0.key.holder.code) }
            .sorted { ($0.key.indicator, $0.key.holder) < ($1.key.indicator, $1.key.holder) }
        return moved
            + gone.map { line, old in
                .changedTarget(
                    at: SourcePlace(file: old.place.file),
                    "指标 \(line.indicator) 分解给 \(line.holder.code) 的目标 \(old.shown)，签发时有，现在没有。")
            }
    }

    private func finding(_ target: Target, _ old: Target?) -> Diagnostic? {
        guard let old else {
            return .changedTarget(
                at: target.place,
                "指标 \(target.indicator) 分解给 \(target.holder.code) 的目标 \(target.shown)，签发时没有。")
        }
        guard old.value != target.value else { return nil }
        return .changedTarget(
            at: target.place,
            "指标 \(target.indicator) 分解给 \(target.holder.code) 的目标签发时是 \(old.shown)，现在是 \(target.shown)。")
    }
}

extension Target {
    fileprivate var shown: String { value?.description ?? "据实" }
}

extension Diagnostic {
    fileprivate static func changedTarget(at place: SourcePlace, _ headline: String) -> Diagnostic {
        Diagnostic(.changedTarget, .warning, at: place, headline, remedy: "请恢复签发时的目标；确需调整的，更正时把依据写进事由。")
    }
}

extension DiagnosticCode {
    static let changedTarget = DiagnosticCode("W187")
}
