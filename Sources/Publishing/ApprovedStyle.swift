import CLinux

/// The content of a `style` element that was found good in a page, to be left out where the very same bytes stand in the
/// pages after it.
///
/// A page without them is sound exactly when the page with them is: they were read as plain text, so there is no tag, no
/// reference and no forbidden character in them, and they are taken out only of the first `style` element, before which
/// no comment, CDATA or instruction can have begun.
struct ApprovedStyle {
    let content: [UInt8]
    /// With its tags.
    private let element: [UInt8]

    /// `nil` when it does not stand in the page just as the parser read it.
    init?(_ content: [UInt8], in page: [UInt8]) {
        self.content = content
        element = Self.tag + content + Self.endTag
        guard removed(from: page) != nil else { return nil }
    }

    /// `nil` when something else stands in the page's first `style`.
    func removed(from page: [UInt8]) -> [UInt8]? {
        // In a page of megabytes the style is nothing, and the copy would be something.
        guard page.count < 1 << 20, let start = Self.firstStyle(of: page),
            page[start...].starts(with: element)
        else { return nil }
        var rest: [UInt8] = []
        rest.reserveCapacity(page.count - content.count)
        rest += page[..<(start + Self.tag.count)]
        rest += page[(start + Self.tag.count + content.count)...]
        return rest
    }

    private static func firstStyle(of page: [UInt8]) -> Int? {
        page.withUnsafeBytes { page in
            guard let start = page.baseAddress,
                let found = yardstick_find(start, page.count, tag, tag.count)
            else { return nil }
            let place = UnsafeRawPointer(found) - start
            // The first two bytes are those of the DOCTYPE.
            return (2..<max(2, place)).contains { mayHide(page, $0) } ? nil : place
        }
    }

    /// `<!` or `<?`.
    private static func mayHide(_ page: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        page[place - 1] == UInt8(ascii: "<")
            && (page[place] == UInt8(ascii: "!") || page[place] == UInt8(ascii: "?"))
    }

    private static let tag = Array("<style>".utf8)
    private static let endTag = Array("</style>".utf8)
}
