import CLinux
import Model

/// A draft says on every sheet that it is one, and an issued paper never does: nobody may take the one for the other.
///
/// The mark has one form, whatever else HR change: its words and its class, for which the style sheet has the place.
enum DraftMark {
    private static let kinds: Set<DocumentKind> = [
        .feedback, .bulletin, .card, .lifting, .withdrawal, .feedbackPack, .cardPack,
    ]
    private static let mark = Array("<div class=\"watermark\" aria-hidden=\"true\">预览稿</div>".utf8)
    private static let field = "正式件"

    /// What is wrong with the page; `nil` for a good one, for XML and for papers that are never issued.
    static func fault(in file: RenderedFile) -> String? {
        guard file.format == .html, kinds.contains(file.kind), let source = file.source,
            let position = source.type.fields.firstIndex(where: { $0.name == field }),
            case .flag(let isIssued) = source.facts.values[position]
        else { return nil }
        let isMarked = file.bytes.withUnsafeBytes { page in
            mark.withUnsafeBytes {
                yardstick_find(page.baseAddress, page.count, $0.baseAddress, $0.count) != nil
            }
        }
        switch (isIssued, isMarked) {
        case (false, false): return "预览稿没有“预览稿”水印"
        case (true, true): return "正式件上有“预览稿”水印"
        default: return nil
        }
    }
}
