/// Sees a plain document (``PlainReader``) in its order. `false` ends the reading: the document is left to libxml2.
///
/// The bytes are worth reading only during the call, but those of a text stay until the document is read.
protocol PlainVisitor {
    /// Followed by one ``attribute(_:_:)`` each.
    mutating func start(_ name: UnsafeBufferPointer<UInt8>, isSelfClosing: Bool) -> Bool
    mutating func attribute(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Bool
    /// After the attributes of a tag that does not close itself.
    ///
    /// - Parameter place: where the content of the element begins.
    /// - Returns: where the reading goes on: further on when the visitor knows what stands between.
    mutating func content(of name: UnsafeBufferPointer<UInt8>, from place: Int) -> Int
    /// A piece of a text, which is cut at its references.
    mutating func text(_ piece: UnsafeBufferPointer<UInt8>) -> Bool
    mutating func end() -> Bool
}
