import Glibc
import Markup

/// Hands a page that is written as plainly as ours are (``PlainReader``) to a visitor, without the styles that are known.
struct PlainPage<Inspector: MarkupVisitor>: PlainVisitor {
    private let page: UnsafeBufferPointer<UInt8>
    /// Contents of `style` elements that were found good in other pages: half of a page, and looked through only once.
    private let styles: [[UInt8]]
    private let inspector: Inspector
    private let reader: MarkupReader
    /// What was read before the last style that was left out, and where that style ends.
    private var parts: [Range<Int>] = []
    private var partStart: Int

    /// Reads the page: all but the known styles, which parts are returned. `nil` when it is not plain or not well-formed;
    /// the visitor's events are then worth nothing.
    ///
    /// - Parameters:
    ///   - skipping: bytes before the document.
    ///   - reader: only handed to the visitor; it knows no places.
    static func read(
        _ page: [UInt8], skipping: Int, styles: [[UInt8]], limits: MarkupLimits, visitor: Inspector,
        reader: MarkupReader
    ) -> [Range<Int>]? {
        page.withUnsafeBufferPointer { bytes in
            guard bytes.count <= limits.bytes else { return nil }
            let page = PlainPage(
                page: bytes, styles: styles, inspector: visitor, reader: reader, partStart: skipping)
            var plain = PlainReader(limits: limits, visitor: page)
            guard plain.read(bytes, from: skipping), plain.isComplete else { return nil }
            return plain.visitor.parts + [plain.visitor.partStart..<bytes.count]
        }
    }

    private init(
        page: UnsafeBufferPointer<UInt8>, styles: [[UInt8]], inspector: Inspector, reader: MarkupReader,
        partStart: Int
    ) {
        self.page = page
        self.styles = styles
        self.inspector = inspector
        self.reader = reader
        self.partStart = partStart
    }

    mutating func start(_ name: UnsafeBufferPointer<UInt8>, isSelfClosing: Bool) -> Bool {
        inspector.start(prefix: Self.noPrefix.span, name: name.span, isSelfClosing: isSelfClosing, in: reader)
        return true
    }

    mutating func attribute(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
        inspector.attribute(prefix: Self.noPrefix.span, name: name.span, value: value.span, in: reader)
        return true
    }

    /// Leaves out a style that is known, to the last byte.
    mutating func content(of name: UnsafeBufferPointer<UInt8>, from place: Int) -> Int {
        guard name.span.equals("style") else { return place }
        for style in styles where stands(style, at: place) {
            let end = place + style.count
            // Else the beginning of a longer one.
            guard stands("</style>", at: end) else { continue }
            parts.append(partStart..<place)
            partStart = end
            return end
        }
        return place
    }

    mutating func text(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        inspector.text(piece.span, in: reader)
        return true
    }

    mutating func end() -> Bool {
        inspector.end(in: reader)
        return true
    }

    private func stands(_ text: [UInt8], at place: Int) -> Bool {
        guard let start = page.baseAddress, page.count - place >= text.count else { return false }
        return memcmp(start + place, text, text.count) == 0
    }

    private func stands(_ text: StaticString, at place: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard let start = page.baseAddress, page.count - place >= length else { return false }
        return memcmp(start + place, text.utf8Start, length) == 0
    }

    private static var noPrefix: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }
}
