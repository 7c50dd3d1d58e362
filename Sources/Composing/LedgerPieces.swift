import Model

/// assessment.xml from its beginning to its end in pieces of some 64 KiB: of a large park it is larger than all else together,
/// so nobody who can do with a piece should hold it whole.
package struct LedgerPieces: Sequence, IteratorProtocol {
    /// What stands directly in the root: an element by itself, or one with an item for each of many.
    enum Part {
        case element((inout XMLByteWriter) -> Void)
        case list(
            StaticString, XMLByteWriter.Attributes = [:], count: Int,
            item: (inout XMLByteWriter, Int) -> Void)
    }

    private static let size = 64 << 10

    private let root: StaticString
    private let parts: [Part]
    private var xml = XMLByteWriter()
    private var part = 0
    private var item = 0
    private var isFinished = false

    init(of root: StaticString, _ attributes: XMLByteWriter.Attributes, _ parts: [Part]) {
        self.root = root
        self.parts = parts
        xml.open(root, attributes)
    }

    /// `nil` after the last.
    package mutating func next() -> [UInt8]? {
        while !isFinished, xml.bytes.count < Self.size { advance() }
        return xml.bytes.isEmpty ? nil : xml.take()
    }

    private mutating func advance() {
        guard part < parts.count else {
            xml.close(root)
            isFinished = true
            return
        }
        switch parts[part] {
        case .element(let write): write(&xml)
        case .list(let name, let attributes, 0, _): xml.element(name, attributes)
        case .list(let name, let attributes, let count, let write):
            if item == 0 { xml.open(name, attributes) }
            write(&xml, item)
            item += 1
            if item < count { return }
            xml.close(name)
        }
        (part, item) = (part + 1, 0)
    }
}
