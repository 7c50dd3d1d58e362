import Composing
import Model

extension Pipeline {
    /// What falls due on `day`; `nil` when the input or the templates cannot be read.
    package func due(on day: Day) -> [String]? {
        guard case .ready(let loaded) = load() else { return nil }
        let prepared = assess(loaded, [])
        return DueList.lines(on: day, prepared.assessments.map { prepared.workingComposer(of: $0.value) })
    }
}
