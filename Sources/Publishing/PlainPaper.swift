import Glibc
import Markup

/// Validates an XML paper that is written as plainly as ours are (``PlainReader``), whole or piece by piece.
package struct PlainPaper {
    private var reader: PlainReader<PlainValidator>
    private let limits: MarkupLimits
    private var count = 0

    /// `true` only if libxml2 would find nothing wrong with the paper either.
    package static func isValid(_ paper: [UInt8], _ schema: PlainSchema, limits: MarkupLimits) -> Bool {
        var plain = PlainPaper(schema, limits: limits)
        return plain.read(paper) && plain.isComplete
    }

    package init(_ schema: PlainSchema, limits: MarkupLimits) {
        reader = PlainReader(limits: limits, visitor: PlainValidator(schema))
        self.limits = limits
    }

    /// Whether the paper may end here.
    package var isComplete: Bool { reader.isComplete }

    /// Reads the next piece, which must end between two tags; `false` when libxml2 must be asked.
    package mutating func read(_ piece: [UInt8]) -> Bool {
        let isFirst = count == 0
        count += piece.count
        guard count <= limits.bytes else { return false }
        return piece.withUnsafeBufferPointer { bytes in
            guard !isFirst || Self.declares(bytes) else { return false }
            return reader.read(bytes, from: isFirst ? Self.declaration.utf8CodeUnitCount : 0)
                && reader.visitor.isBetweenElements
        }
    }

    private static func declares(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = bytes.baseAddress, bytes.count >= declaration.utf8CodeUnitCount else {
            return false
        }
        return memcmp(start, declaration.utf8Start, declaration.utf8CodeUnitCount) == 0
    }

    private static let declaration: StaticString = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
}

extension PlainValidator: PlainVisitor {
    mutating func start(_ name: UnsafeBufferPointer<UInt8>, isSelfClosing: Bool) -> Bool { start(name) }

    mutating func content(of name: UnsafeBufferPointer<UInt8>, from place: Int) -> Int { place }
}
