import Composing
import Model
import Publishing

/// What came of some groups, told by the numbers of their jobs.
struct NumberedOutput: Sendable {
    private var papers: [Numbered<MadePaper>] = []
    private var findings: [Numbered<Diagnostic>] = []

    private struct Numbered<Made: Sendable>: Sendable {
        let shelf: Shelf
        let number: Int
        let made: Made
    }

    mutating func add(_ paper: MadePaper, on shelf: Shelf, _ number: Int) {
        papers.append(.init(shelf: shelf, number: number, made: paper))
    }

    mutating func add(_ more: [Diagnostic], on shelf: Shelf, _ number: Int) {
        findings += more.map { .init(shelf: shelf, number: number, made: $0) }
    }

    mutating func add(_ other: NumberedOutput) {
        papers += other.papers
        findings += other.findings
    }

    /// By shelf, in the order of the jobs.
    var outputs: [Shelf: PaperWorkshop.Output] {
        var outputs: [Shelf: PaperWorkshop.Output] = [:]
        for paper in papers.sorted(by: { $0.number < $1.number }) {
            outputs[paper.shelf, default: .init()].papers.append(paper.made)
        }
        let inOrder = findings.enumerated().sorted { a, b in
            // Those of one job stay in their order.
            (a.element.number, a.offset) < (b.element.number, b.offset)
        }
        for found in inOrder.map(\.element) {
            outputs[found.shelf, default: .init()].findings.append(found.made)
        }
        return outputs
    }
}
