import Markup
import Model

/// Reads XML that the program itself writes, assessment.xml, while it is made: of a large park it is larger than all else
/// together, and neither its maker nor its reader holds more than a piece.
package struct LedgerInspector {
    let path: String
    let schema: Schema

    package init(_ path: String, schema: Schema) {
        self.path = path
        self.schema = schema
    }

    /// What is wrong with it; none means well-formed and valid to its end.
    ///
    /// - Parameter pieces: the same bytes each time they are asked for; when the ledger is not plain, libxml2 reads them again.
    /// - Parameter take: gets each piece, once.
    package func faults(
        of pieces: some Sequence<[UInt8]>, take: ([UInt8]) throws(Diagnostic) -> Void
    ) throws(Diagnostic) -> [Diagnostic] {
        var plain = schema.plain.map { PlainPaper($0, limits: Self.limits) }
        for piece in pieces {
            try take(piece)
            if plain?.read(piece) == false { plain = nil }
        }
        if plain?.isComplete ?? false { return [] }
        return MarkupReader(limits: Self.limits, echoesValues: false)
            .read(Source(pieces.makeIterator()), file: path, schema: schema)
            .map { fault in
                Diagnostic(
                    .paperInvalid, at: fault.place, "生成的 XML 不合规：\(fault.headline)", remedy: "这是程序的错误，请报告。")
            }
    }

    /// Its size is the park's: nothing in it can swell up that the tables have not.
    private static let limits: MarkupLimits = {
        var limits = MarkupLimits.output
        limits.bytes = .max
        limits.attributesOfDocument = .max
        return limits
    }()

    private final class Source<Pieces: IteratorProtocol<[UInt8]>>: MarkupSource {
        private var pieces: Pieces
        private var piece: ArraySlice<UInt8> = []

        init(_ pieces: Pieces) { self.pieces = pieces }

        func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
            while piece.isEmpty {
                guard let next = pieces.next() else { return 0 }
                piece = next[...]
            }
            let part = piece.prefix(buffer.count)
            buffer.copyBytes(from: part)
            piece = piece.dropFirst(part.count)
            return part.count
        }
    }
}
