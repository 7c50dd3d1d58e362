import Model

/// What must be true of a printed file, told by the page it was printed from.
package struct PrintExpectation: Sendable {
    private let path: String
    /// Papers bound in a pack, each from a front side on an even number of pages.
    private let papers: Int
    private let isPack: Bool

    /// - Parameter path: below the period's folder: `packs/feedback-QF.html`.
    package init(path: String, page: [UInt8]) {
        self.path = path
        isPack = path.hasPrefix("packs/")
        papers = isPack ? page.occurrences(of: "<section class=\"sheet\" id=\"p") : 0
    }

    /// Errors and warnings; empty when the file is good.
    package func findings(of pdf: PrintedPDF) -> [Diagnostic] {
        if let fault = fault(of: pdf) { return [.printedWrong(path, fault)] }
        return pdf.knowsScale ? [] : [.scaleUnknown(path)]
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
        guard count >= 2 + 2 * papers else { return "只有 \(count) 页，\(papers) 份文书和清单至少 \(2 + 2 * papers) 页" }
        for number in 1...max(1, papers) where papers > 0 {
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
