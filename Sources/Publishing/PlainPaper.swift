import Glibc
import Markup

/// Validates an XML paper that is written as plainly as ours are (``PlainReader``).
package enum PlainPaper {
    /// `true` only if libxml2 would find nothing wrong with the paper either.
    package static func isValid(_ paper: [UInt8], _ schema: PlainSchema, limits: MarkupLimits) -> Bool {
        paper.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress, bytes.count > declaration.utf8CodeUnitCount,
                memcmp(start, declaration.utf8Start, declaration.utf8CodeUnitCount) == 0
            else { return false }
            var validator = PlainValidator(schema)
            return PlainReader.read(
                bytes, from: declaration.utf8CodeUnitCount, limits: limits, visitor: &validator)
        }
    }

    private static let declaration: StaticString = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
}

extension PlainValidator: PlainVisitor {
    mutating func start(_ name: UnsafeBufferPointer<UInt8>, isSelfClosing: Bool) -> Bool { start(name) }

    mutating func content(of name: UnsafeBufferPointer<UInt8>, from place: Int) -> Int { place }
}
