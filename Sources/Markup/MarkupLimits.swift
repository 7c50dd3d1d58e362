/// How much of one document is accepted; what is beyond is refused, never cut.
///
/// libxml2 stops at 256 levels by itself, but took a text of 10 MB without complaint and needed 190 s for
/// 200,000 attributes of one element, so these limits are ours.
package struct MarkupLimits: Sendable {
    package var bytes = 64 << 20
    package var depth = 256
    /// Bytes of text between two tags.
    package var text = 64 << 10
    /// Bytes of one attribute value.
    package var attribute = 4 << 10
    package var attributesOfElement = 256
    package var attributesOfDocument = 4_000_000
    /// Findings listed for one document.
    package var findings = 100

    /// For files that people hand in.
    package static let input = MarkupLimits()

    /// For our own pages: a curve or a data URI is longer than anything typed.
    package static let output: MarkupLimits = {
        var limits = MarkupLimits()
        limits.bytes = 256 << 20
        // A bulletin of 100,000 people has lists of more than a million characters; libxml2 ends at ten million bytes.
        limits.text = 8 << 20
        limits.attribute = 1 << 20
        return limits
    }()
}
