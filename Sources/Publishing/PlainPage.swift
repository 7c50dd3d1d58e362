import Glibc
import Markup

/// Reads a page that is written as plainly as ours are, several times as fast as libxml2.
///
/// Plain is a part of XML in which nothing can be read in two ways: tags with quoted attributes, texts, and the five
/// named references. Whatever is not plain, and whatever is a fault, ends the reading, and libxml2 judges the page. So a page is
/// approved here only if libxml2 would approve it with the same events; a test compares the two on thousands of
/// pages with wrong bytes. Reading all pages with libxml2 took half of the time of a run.
struct PlainPage {
    private let page: UnsafeBufferPointer<UInt8>
    /// Contents of `style` elements that were found good in other pages: half of a page, and looked through only once.
    private let styles: [[UInt8]]
    private let limits: MarkupLimits
    /// The next byte.
    private var place = 0
    /// Names of the elements that are open.
    private var open: [Range<Int>] = []
    private var attributes: [Attribute] = []
    private var attributeCount = 0
    /// What was read before the last style that was left out, and where that style ends.
    private var parts: [Range<Int>] = []
    private var partStart = 0
    private let kinds = Self.kindsOfBytes
    private let isOfName = Self.bytesOfNames

    private struct Attribute {
        let name: Range<Int>
        let value: Range<Int>
    }

    private init(_ page: UnsafeBufferPointer<UInt8>, styles: [[UInt8]], limits: MarkupLimits) {
        self.page = page
        self.styles = styles
        self.limits = limits
    }

    /// Reads the page: all but the known styles, which parts are returned. `nil` when it is not plain or not well-formed;
    /// the visitor's events are then worth nothing.
    ///
    /// - Parameters:
    ///   - skipping: bytes before the document.
    ///   - reader: only handed to the visitor; it knows no places.
    static func read(
        _ page: [UInt8], skipping: Int, styles: [[UInt8]], limits: MarkupLimits, visitor: some MarkupVisitor,
        reader: MarkupReader
    ) -> [Range<Int>]? {
        guard page.count <= limits.bytes else { return nil }
        return page.withUnsafeBufferPointer { bytes in
            var plain = PlainPage(bytes, styles: styles, limits: limits)
            (plain.place, plain.partStart) = (skipping, skipping)
            guard plain.readRoot(visitor, reader) else { return nil }
            return plain.parts + [plain.partStart..<bytes.count]
        }
    }

    private mutating func readRoot(_ visitor: some MarkupVisitor, _ reader: MarkupReader) -> Bool {
        skipBlanks()
        repeat {
            // Only a tag can stand here: a text ends at the next `<`.
            guard place + 1 < page.count, page[place] == UInt8(ascii: "<") else { return false }
            let isEnd = page[place + 1] == UInt8(ascii: "/")
            guard isEnd ? readEnd(visitor, reader) : readStart(visitor, reader) else { return false }
            guard open.isEmpty || readText(visitor, reader) else { return false }
        } while !open.isEmpty
        skipBlanks()
        return place == page.count
    }

    // MARK: Tags

    private mutating func readStart(_ visitor: some MarkupVisitor, _ reader: MarkupReader) -> Bool {
        place += 1
        guard let name = readName(), let isSelfClosing = readAttributes() else { return false }
        visitor.start(
            prefix: bytes(0..<0).span, name: bytes(name).span, isSelfClosing: isSelfClosing, in: reader)
        for attribute in attributes {
            visitor.attribute(
                prefix: bytes(0..<0).span, name: bytes(attribute.name).span,
                value: bytes(attribute.value).span, in: reader)
        }
        if isSelfClosing {
            visitor.end(in: reader)
            return true
        }
        open.append(name)
        // Far below what libxml2 or the limits would refuse.
        guard open.count < 128, attributeCount < limits.attributesOfDocument / 2 else { return false }
        if bytes(name).span.equals("style") { skipStyle() }
        return true
    }

    private mutating func readEnd(_ visitor: some MarkupVisitor, _ reader: MarkupReader) -> Bool {
        guard let name = open.popLast() else { return false }
        let close = place + 2 + name.count
        guard close < page.count, page[close] == UInt8(ascii: ">"), isSame(place + 2, name) else {
            return false
        }
        place = close + 1
        visitor.end(in: reader)
        return true
    }

    /// `nil` when not all is plain; else whether the tag closes itself.
    private mutating func readAttributes() -> Bool? {
        attributes.removeAll(keepingCapacity: true)
        while true {
            let end = place
            skipBlanks()
            guard place + 1 < page.count else { return nil }
            switch page[place] {
            case UInt8(ascii: ">"):
                place += 1
                return false
            case UInt8(ascii: "/"):
                guard page[place + 1] == UInt8(ascii: ">") else { return nil }
                place += 2
                return true
            default: guard place > end, readAttribute() else { return nil }
            }
        }
    }

    private mutating func readAttribute() -> Bool {
        guard let name = readName(), place + 1 < page.count, page[place] == UInt8(ascii: "="),
            page[place + 1] == UInt8(ascii: "\"")
        else { return false }
        place += 2
        let start = place
        guard skipValue() else { return false }
        let isNew = !attributes.contains { $0.name.count == name.count && isSame($0.name.lowerBound, name) }
        // A namespace is no attribute, and libxml2 knows rules for its address.
        guard isNew, attributes.count < 32, !bytes(name).span.equals("xmlns") else { return false }
        attributes.append(Attribute(name: name, value: start..<place))
        attributeCount += 1
        place += 1
        return true
    }

    /// To the quote after the value.
    private mutating func skipValue() -> Bool {
        let start = place
        while place < page.count {
            switch kinds[page[place]] {
            case .quote: return place - start <= limits.attribute
            case .plain, .greater: place += 1
            case .wide:
                let width = widthOfCharacter()
                guard width > 0 else { return false }
                place += width
            // libxml2 makes a blank of a line end, and a reference is handed over in a way of its own.
            case .blank, .less, .reference, .forbidden: return false
            }
        }
        return false
    }

    /// Letters, digits and `-`: no prefix, and nothing that needs the tables of Unicode.
    private mutating func readName() -> Range<Int>? {
        let start = place
        while place < page.count, isOfName[page[place]] { place += 1 }
        guard place > start, place - start <= 64, page[start] >= UInt8(ascii: "A") else { return nil }
        return start..<place
    }

    // MARK: Texts

    /// To the next tag. A text comes in pieces, cut at its references.
    private mutating func readText(_ visitor: some MarkupVisitor, _ reader: MarkupReader) -> Bool {
        let first = place
        var start = place
        while place < page.count {
            switch kinds[page[place]] {
            case .plain, .quote, .blank: place += 1
            case .wide:
                let width = widthOfCharacter()
                guard width > 0 else { return false }
                place += width
            case .less:
                if place > start { visitor.text(bytes(start..<place).span, in: reader) }
                return place - first <= limits.text
            case .greater:
                // `]]>` must not stand in a text.
                guard page[place - 1] != UInt8(ascii: "]") else { return false }
                place += 1
            case .reference:
                if place > start { visitor.text(bytes(start..<place).span, in: reader) }
                guard readReference(visitor, reader) else { return false }
                start = place
            case .forbidden: return false
            }
        }
        return false
    }

    private mutating func readReference(_ visitor: some MarkupVisitor, _ reader: MarkupReader) -> Bool {
        for (written, meant) in Self.references where stands(written) {
            visitor.text(UnsafeBufferPointer(start: meant.utf8Start, count: 1).span, in: reader)
            place += written.utf8CodeUnitCount
            return true
        }
        return false
    }

    /// Leaves out a style that is known, to the last byte.
    private mutating func skipStyle() {
        let start = place
        for style in styles where stands(style) {
            place += style.count
            if stands("</style>") {
                parts.append(partStart..<start)
                partStart = place
                return
            }
            // The beginning of a longer one.
            place = start
        }
    }

    // MARK: Bytes

    private mutating func skipBlanks() {
        while place < page.count, page[place] == UInt8(ascii: " ") || page[place] == UInt8(ascii: "\n") {
            place += 1
        }
    }

    /// Bytes of the character of several bytes that begins here: 0 when it is none, or none that XML allows.
    private func widthOfCharacter() -> Int {
        let first = page[place]
        let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first >= 0xC2, place + width < page.count else { return 0 }
        let second = page[place + 1]
        guard second & 0xC0 == 0x80 else { return 0 }
        if width == 2 { return 2 }
        guard page[place + 2] & 0xC0 == 0x80 else { return 0 }
        switch first {
        case 0xE0: return second >= 0xA0 ? 3 : 0
        // Halves of UTF-16 pairs.
        case 0xED: return second < 0xA0 ? 3 : 0
        // U+FFFE and U+FFFF.
        case 0xEF: return second == 0xBF && page[place + 2] >= 0xBE ? 0 : 3
        case 0xE1...0xEE: return 3
        case 0xF0...0xF4:
            let isInRange = first == 0xF0 ? second >= 0x90 : first < 0xF4 || second < 0x90
            return isInRange && page[place + 3] & 0xC0 == 0x80 ? 4 : 0
        default: return 0
        }
    }

    private func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: page.baseAddress.map { $0 + range.lowerBound }, count: range.count)
    }

    private func isSame(_ place: Int, _ range: Range<Int>) -> Bool {
        guard let start = page.baseAddress else { return false }
        return memcmp(start + place, start + range.lowerBound, range.count) == 0
    }

    private func stands(_ text: [UInt8]) -> Bool {
        guard let start = page.baseAddress, page.count - place >= text.count else { return false }
        return memcmp(start + place, text, text.count) == 0
    }

    private func stands(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard let start = page.baseAddress, page.count - place >= length else { return false }
        return memcmp(start + place, text.utf8Start, length) == 0
    }

    private enum Kind: UInt8 { case plain, wide, less, greater, reference, quote, blank, forbidden }

    private static let kindsOfBytes = ByteTable<Kind> { byte in
        switch byte {
        case UInt8(ascii: "<"): .less
        case UInt8(ascii: ">"): .greater
        case UInt8(ascii: "&"): .reference
        case UInt8(ascii: "\""): .quote
        case UInt8(ascii: "\n"): .blank
        // A tab or a carriage return is not ours.
        case 0..<32: .forbidden
        case 128...: .wide
        default: .plain
        }
    }

    private static let bytesOfNames = ByteTable<Bool> { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static let references: [(written: StaticString, meant: StaticString)] = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
    ]
}

/// Something about each byte, at an address that does not change: asked for every byte of every page.
private struct ByteTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    private let start: UnsafeMutablePointer<Element>

    init(_ element: (UInt8) -> Element) {
        start = .allocate(capacity: 256)
        for byte in UInt8.min...UInt8.max { (start + Int(byte)).initialize(to: element(byte)) }
    }

    subscript(byte: UInt8) -> Element { start[Int(byte)] }
}
