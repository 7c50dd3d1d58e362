import Model

/// Sees the elements, attributes and texts of a document in their order.
///
/// Spans end with the call, so no pointer of libxml2 can be kept. A text may come in several pieces
/// (libxml2 cuts Chinese text every 300 bytes and at each reference).
package protocol MarkupVisitor: AnyObject {
    /// Followed by one ``attribute(prefix:name:value:in:)`` each; `prefix` is empty without one.
    func start(prefix: Span<UInt8>, name: Span<UInt8>, isSelfClosing: Bool, in reader: MarkupReader)
    func attribute(prefix: Span<UInt8>, name: Span<UInt8>, value: Span<UInt8>, in reader: MarkupReader)
    func text(_ text: Span<UInt8>, in reader: MarkupReader)
    func end(in reader: MarkupReader)
}

extension Span where Element == UInt8 {
    /// Wrong UTF-8 cannot occur: libxml2 has decoded it.
    package var string: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }

    package func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return withUnsafeBufferPointer {
            $0.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: count))
        }
    }
}
