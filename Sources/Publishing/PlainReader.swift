import Glibc
import Markup

/// Reads a document that is written as plainly as ours are, several times as fast as libxml2.
///
/// Plain is a part of XML in which nothing can be read in two ways: tags with quoted attributes, texts, and the five
/// named references. Whatever is not plain, and whatever is a fault, ends the reading, and libxml2 judges the document. So
/// one is approved here only if libxml2 would approve it with the same events; tests compare the two on thousands of
/// documents with wrong bytes. Reading all pages with libxml2 took half of the time of a run.
struct PlainReader<Visitor: PlainVisitor> {
    /// All of it, or the piece being read.
    private var document = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private let limits: MarkupLimits
    private(set) var visitor: Visitor
    /// The next byte.
    private var place = 0
    /// Names of the elements that are open since this piece, and since earlier ones.
    private var open: [Range<Int>] = []
    private var openBefore: [[UInt8]] = []
    /// Whether the root was closed.
    private(set) var isComplete = false
    /// Those of the tag being read: the first of them, so that the array need not be emptied for each.
    private var attributes = Array(
        repeating: Attribute(name: 0..<0, value: 0..<0, hasReference: false), count: 32)
    private var attributesOfTag = 0
    private var attributeCount = 0
    /// Equals signs of a tag and the text after it: with a quote each, they look like attributes to ``MarkupGate``.
    private var equals = 0
    /// An attribute's value without references.
    private var unescaped: [UInt8] = []
    private let kinds = PlainByte.kinds
    private let isOfName = PlainByte.ofNames

    private struct Attribute {
        let name: Range<Int>
        let value: Range<Int>
        let hasReference: Bool
    }

    init(limits: MarkupLimits, visitor: Visitor) {
        self.limits = limits
        self.visitor = visitor
    }

    /// Reads a document, or the next piece of one, which must end where a tag ends or in the blanks behind it. `false` when it
    /// is not plain or not well-formed; what the visitor saw is then worth nothing.
    ///
    /// - Parameter start: where it begins, after a declaration of any kind.
    mutating func read(_ piece: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        (document, place) = (piece, start)
        defer { keepOpenNames() }
        while true {
            guard depth > 0 ? readText() : readOutside(), equals <= limits.attributesOfElement else {
                return false
            }
            if place == document.count { return true }
            guard readTag() else { return false }
        }
    }

    private var depth: Int { open.count + openBefore.count }

    private mutating func readOutside() -> Bool {
        skipBlanks()
        return place == document.count || !isComplete
    }

    /// The bytes of the piece will be gone.
    private mutating func keepOpenNames() {
        openBefore += open.map { Array(bytes($0)) }
        open.removeAll(keepingCapacity: true)
    }

    // MARK: Tags

    /// Only a tag can stand here: a text ends at the next `<`.
    private mutating func readTag() -> Bool {
        guard place + 1 < document.count, document[place] == UInt8(ascii: "<") else { return false }
        equals = 0
        guard document[place + 1] == UInt8(ascii: "/") ? readEnd() : readStart() else { return false }
        isComplete = depth == 0
        return true
    }

    private mutating func readStart() -> Bool {
        place += 1
        guard let name = readName(), let isSelfClosing = readAttributes(),
            visitor.start(bytes(name), isSelfClosing: isSelfClosing)
        else { return false }
        for index in 0..<attributesOfTag {
            guard visit(attributes[index]) else { return false }
        }
        if isSelfClosing { return visitor.end() }
        open.append(name)
        // Far below what libxml2 or the limits would refuse.
        guard depth < 128, attributeCount < limits.attributesOfDocument / 2 else { return false }
        place = visitor.content(of: bytes(name), from: place)
        return true
    }

    private mutating func visit(_ attribute: Attribute) -> Bool {
        guard attribute.hasReference else {
            return visitor.attribute(bytes(attribute.name), bytes(attribute.value))
        }
        unescape(attribute.value)
        return unescaped.withUnsafeBufferPointer { visitor.attribute(bytes(attribute.name), $0) }
    }

    private mutating func readEnd() -> Bool {
        place += 2
        guard skipNameOfOpen(), place < document.count, document[place] == UInt8(ascii: ">") else {
            return false
        }
        place += 1
        return visitor.end()
    }

    private mutating func skipNameOfOpen() -> Bool {
        if let name = open.popLast() {
            guard document.count - place >= name.count, isSame(place, name) else { return false }
            place += name.count
            return true
        }
        guard let name = openBefore.popLast(), document[place...].starts(with: name) else { return false }
        place += name.count
        return true
    }

    /// `nil` when not all is plain; else whether the tag closes itself.
    private mutating func readAttributes() -> Bool? {
        attributesOfTag = 0
        while true {
            let end = place
            skipBlanks()
            guard place + 1 < document.count else { return nil }
            switch document[place] {
            case UInt8(ascii: ">"):
                place += 1
                return false
            case UInt8(ascii: "/"):
                guard document[place + 1] == UInt8(ascii: ">") else { return nil }
                place += 2
                return true
            default: guard place > end, readAttribute() else { return nil }
            }
        }
    }

    private mutating func readAttribute() -> Bool {
        guard let name = readName(), place + 1 < document.count, document[place] == UInt8(ascii: "="),
            document[place + 1] == UInt8(ascii: "\"")
        else { return false }
        place += 2
        equals += 1
        let start = place
        guard let hasReference = skipValue() else { return false }
        // A namespace is no attribute, and libxml2 knows rules for its address.
        guard isNew(name), attributesOfTag < attributes.count, !bytes(name).span.equals("xmlns") else {
            return false
        }
        attributes[attributesOfTag] = Attribute(name: name, value: start..<place, hasReference: hasReference)
        attributesOfTag += 1
        attributeCount += 1
        place += 1
        return true
    }

    private func isNew(_ name: Range<Int>) -> Bool {
        for index in 0..<attributesOfTag {
            let other = attributes[index].name
            if other.count == name.count && isSame(other.lowerBound, name) { return false }
        }
        return true
    }

    /// To the quote after the value. `nil` when it is not plain; else whether there is a reference in it.
    private mutating func skipValue() -> Bool? {
        let start = place
        // In a variable of its own: every byte passes here and below.
        var next = start
        var hasReference = false
        while next < document.count {
            switch kinds[document[next]] {
            case .quote:
                place = next
                return next - start <= limits.attribute ? hasReference : nil
            case .plain, .greater: next += 1
            case .equals:
                equals += 1
                next += 1
            case .wide:
                let width = widthOfCharacter(at: next)
                guard width > 0 else { return nil }
                next += width
            case .reference:
                guard let reference = reference(at: next) else { return nil }
                hasReference = true
                next += reference.written.utf8CodeUnitCount
            // libxml2 makes a blank of a line end.
            case .blank, .less, .forbidden: return nil
            }
        }
        return nil
    }

    private mutating func unescape(_ value: Range<Int>) {
        unescaped.removeAll(keepingCapacity: true)
        var place = value.lowerBound
        while place < value.upperBound {
            if document[place] == UInt8(ascii: "&"), let reference = reference(at: place) {
                unescaped.append(reference.meant.utf8Start.pointee)
                place += reference.written.utf8CodeUnitCount
            } else {
                unescaped.append(document[place])
                place += 1
            }
        }
    }

    /// Letters, digits and `-`: no prefix, and nothing that needs the tables of Unicode.
    private mutating func readName() -> Range<Int>? {
        let start = place
        while place < document.count, isOfName[document[place]] { place += 1 }
        guard place > start, place - start <= 64, document[start] >= UInt8(ascii: "A") else { return nil }
        return start..<place
    }

    // MARK: Texts

    /// To the next tag. A text comes in pieces, cut at its references.
    private mutating func readText() -> Bool {
        let first = place
        var start = first
        var next = first
        while next < document.count {
            switch kinds[document[next]] {
            case .plain, .blank, .quote: next += 1
            case .wide:
                let width = widthOfCharacter(at: next)
                guard width > 0 else { return false }
                next += width
            case .less:
                guard next - first <= limits.text else { return false }
                place = next
                return next == start || visitor.text(bytes(start..<next))
            case .equals:
                equals += 1
                next += 1
            case .greater:
                // `]]>` must not stand in a text.
                guard next == first || document[next - 1] != UInt8(ascii: "]") else { return false }
                next += 1
            case .reference:
                guard next == start || visitor.text(bytes(start..<next)), let reference = reference(at: next),
                    visitor.text(UnsafeBufferPointer(start: reference.meant.utf8Start, count: 1))
                else { return false }
                next += reference.written.utf8CodeUnitCount
                start = next
            case .forbidden: return false
            }
        }
        return endsInBlanks(from: first)
    }

    /// Whether nothing but a few blanks stands between the last tag and the end of a piece.
    private mutating func endsInBlanks(from start: Int) -> Bool {
        skipBlanks()
        guard place == document.count, place - start <= 64 else { return false }
        return place == start || visitor.text(bytes(start..<place))
    }

    private func reference(at place: Int) -> PlainByte.Reference? {
        PlainByte.references.first { stands($0.written, at: place) }
    }

    // MARK: Bytes

    private mutating func skipBlanks() {
        while place < document.count,
            document[place] == UInt8(ascii: " ") || document[place] == UInt8(ascii: "\n")
        {
            place += 1
        }
    }

    /// Bytes of the character of several bytes that begins here: 0 when it is none, or none that XML allows.
    @inline(__always)
    private func widthOfCharacter(at place: Int) -> Int {
        // Nearly all that are Chinese, in which no byte is special.
        guard document[place] &- 0xE1 < 12, place + 2 < document.count else {
            return widthOfRareCharacter(at: place)
        }
        return document[place + 1] & 0xC0 == 0x80 && document[place + 2] & 0xC0 == 0x80 ? 3 : 0
    }

    private func widthOfRareCharacter(at place: Int) -> Int {
        let first = document[place]
        let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first >= 0xC2, place + width < document.count else { return 0 }
        let second = document[place + 1]
        guard second & 0xC0 == 0x80 else { return 0 }
        if width == 2 { return 2 }
        guard document[place + 2] & 0xC0 == 0x80 else { return 0 }
        switch first {
        case 0xE0: return second >= 0xA0 ? 3 : 0
        // Halves of UTF-16 pairs.
        case 0xED: return second < 0xA0 ? 3 : 0
        // U+FFFE and U+FFFF.
        case 0xEF: return second == 0xBF && document[place + 2] >= 0xBE ? 0 : 3
        case 0xE1...0xEE: return 3
        case 0xF0...0xF4:
            let isInRange = first == 0xF0 ? second >= 0x90 : first < 0xF4 || second < 0x90
            return isInRange && document[place + 3] & 0xC0 == 0x80 ? 4 : 0
        default: return 0
        }
    }

    private func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: document.baseAddress.map { $0 + range.lowerBound }, count: range.count)
    }

    private func isSame(_ place: Int, _ range: Range<Int>) -> Bool {
        guard let start = document.baseAddress else { return false }
        return memcmp(start + place, start + range.lowerBound, range.count) == 0
    }

    private func stands(_ text: StaticString, at place: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard let start = document.baseAddress, document.count - place >= length else { return false }
        return memcmp(start + place, text.utf8Start, length) == 0
    }
}

/// What bytes are to ``PlainReader``.
private enum PlainByte {
    enum Kind: UInt8 { case plain, wide, less, greater, reference, quote, equals, blank, forbidden }

    static let kinds = ByteTable<Kind> { byte in
        switch byte {
        case UInt8(ascii: "<"): .less
        case UInt8(ascii: ">"): .greater
        case UInt8(ascii: "&"): .reference
        case UInt8(ascii: "\""): .quote
        case UInt8(ascii: "="): .equals
        case UInt8(ascii: "\n"): .blank
        // A tab or a carriage return is not ours.
        case 0..<32: .forbidden
        case 128...: .wide
        default: .plain
        }
    }

    static let ofNames = ByteTable<Bool> { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    typealias Reference = (written: StaticString, meant: StaticString)

    static let references: [Reference] = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
    ]
}

/// Something about each byte, at an address that does not change: asked for every byte of every paper.
private struct ByteTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    private let start: UnsafeMutablePointer<Element>

    init(_ element: (UInt8) -> Element) {
        start = .allocate(capacity: 256)
        for byte in UInt8.min...UInt8.max { (start + Int(byte)).initialize(to: element(byte)) }
    }

    subscript(byte: UInt8) -> Element { start[Int(byte)] }
}
