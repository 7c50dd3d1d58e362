import Model

/// How many sheets each paper takes, in every file that it is printed in.
///
/// A report or a notice stands alone, in its office's pack and in the park's. Its sheets do not depend on its neighbours, and the
/// browser lays out each file anew: so the files tell each other the number of pages to expect.
package struct PaperSheets: Sendable {
    private var first: [String: (path: String, sheets: Int)] = [:]

    package init() {}

    /// - Parameters:
    ///   - path: of the printed page, below the quarter's folder.
    ///   - sheets: of each paper in it (``PrintExpectation/sheets(of:)``).
    /// - Returns: an error for each paper that took another number of sheets in an earlier file.
    package mutating func add(_ path: String, _ sheets: [String: Int]) -> [Diagnostic] {
        sheets.sorted { $0.key < $1.key }.compactMap { paper, count in
            guard let other = first[paper] else {
                first[paper] = (path, count)
                return nil
            }
            guard other.sheets != count else { return nil }
            return .printedWrong(
                path, "\(paper) 占 \(count) 张纸，在 \(other.path) 里却是 \(other.sheets) 张")
        }
    }
}
