import Markup
import Model

/// Looks for a heading over nothing.
///
/// Whether a branch of a template prints anything for this paper is seen in the paper alone.
struct BlankInspector {
    /// Texts so far that are more than blanks.
    private var texts = 0
    private var depth = 0
    private var heading: Heading?

    private struct Heading {
        let level: UInt8
        let depth: Int
        let place: SourcePlace
        var texts: Int
        var isOpen = true
    }

    /// - Returns: the place of a heading under which nothing stands.
    mutating func start(_ name: Span<UInt8>, _ reader: MarkupReader) -> SourcePlace? {
        depth += 1
        guard name.count == 2, name[0] | 32 == UInt8(ascii: "h"),
            (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(name[1])
        else { return nil }
        let bare = heading.flatMap { $0.level >= name[1] ? bareHeading($0) : nil }
        heading = Heading(level: name[1], depth: depth, place: reader.place, texts: texts)
        return bare
    }

    /// The last heading, when the page ends below it.
    func finish() -> SourcePlace? { heading.flatMap(bareHeading) }

    private func bareHeading(_ heading: Heading) -> SourcePlace? {
        heading.isOpen || heading.texts < texts ? nil : heading.place
    }

    mutating func text(_ text: Span<UInt8>) {
        for index in text.indices where text[index] > 32 {
            texts += 1
            return
        }
    }

    mutating func end() {
        if heading?.depth == depth, heading?.isOpen == true {
            heading?.isOpen = false
            heading?.texts = texts
        }
        depth -= 1
    }
}
