import Model

/// What must be true of a printed file, told by the page it was printed from.
package struct PrintExpectation: Sendable {
    private let path: String
    /// Whose papers are bound in a pack, in its order: staff numbers or card ids. Each begins on a front side and takes
    /// an even number of pages.
    private let papers: [String]
    private let isPack: Bool

    /// - Parameter path: below the period's folder: `packs/feedback-QF.html`.
    package init(path: String, page: [UInt8]) {
        self.path = path
        isPack = path.hasPrefix("packs/")
        papers = isPack ? page.texts(after: "<section class=\"sheet\" id=\"p").map(Self.paper) : []
    }

    /// Errors and warnings; empty when the file is good.
    package func findings(of pdf: PrintedPDF) -> [Diagnostic] {
        if let fault = fault(of: pdf) { return [.printedWrong(path, fault)] }
        return pdf.knowsScale ? [] : [.scaleUnknown(path)]
    }

    /// The sheets, of two pages each, that every paper of the file takes, by folder and subject (`cards/2026Q1-P007`).
    package func sheets(of pdf: PrintedPDF) -> [String: Int] {
        guard isPack else { return [String(path.dropLast(".html".utf8.count)): (pdf.pages.count + 1) / 2] }
        let folder = path.dropFirst("packs/".utf8.count).prefix { $0 != "-" }
        let end = pdf.pages.count + 1
        let starts = papers.indices.map { pdf.places["p\($0 + 1)"] ?? end } + [end]
        let counts = zip(papers, zip(starts, starts.dropFirst()))
        return Dictionary(
            counts.map { ("\(folder)/\($0)", ($1.1 - $1.0) / 2) }, uniquingKeysWith: { first, _ in first })
    }

    /// From `3" data-paper="P007" style=…`; empty when the page does not say.
    private static func paper(_ tag: String) -> String {
        let parts = tag.split(separator: "\"", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count == 4 && parts[1] == " data-paper=" ? String(parts[2]) : ""
    }

    private func fault(of pdf: PrintedPDF) -> String? {
        guard !pdf.pages.isEmpty else { return "读不出页" }
        if let wrong = pdf.pages.firstIndex(where: { !isRight($0.size) }) { return "第 \(wrong + 1) 页的纸张大小不对" }
        if pdf.scale < 0.999 {
            return "有内容比版心宽，整份被缩小到 \(Int((pdf.scale * 100).rounded()))%"
        }
        return isPack ? packFault(of: pdf) : nil
    }

    private func packFault(of pdf: PrintedPDF) -> String? {
        let count = pdf.pages.count
        guard count % 2 == 0 else { return "共 \(count) 页，打印包应为偶数页" }
        let least = 2 + 2 * papers.count
        guard count >= least else { return "只有 \(count) 页，\(papers.count) 份文书和清单至少 \(least) 页" }
        for (number, paper) in zip(1..., papers) {
            guard !paper.isEmpty else { return "第 \(number) 份没有写是谁的（模板里的 data-paper）" }
            guard let page = pdf.places["p\(number)"] else { return "找不到第 \(number) 份" }
            guard page % 2 == 1 else { return "第 \(number) 份从第 \(page) 页开始，不是正面" }
        }
        return nil
    }

    private func isRight(_ size: PrintedPDF.Size) -> Bool {
        let sides = [size.width, size.height].sorted()
        let paper = path.hasSuffix("-a3.html") ? [841.9, 1190.6] : [595.3, 841.9]
        return zip(sides, paper).allSatisfy { abs($0 - $1) < 1 }
    }
}
