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
    /// - Parameter pieces: returns `nil` after the last.
    /// - Parameter take: gets each piece before it is read.
    package func faults(
        of pieces: @escaping () -> [UInt8]?, take: @escaping ([UInt8]) throws(Diagnostic) -> Void
    ) throws(Diagnostic) -> [Diagnostic] {
        let source = Source(pieces, take)
        let found = MarkupReader(limits: Self.limits, echoesValues: false)
            .read(source, file: path, schema: schema)
        if let failure = source.failure { throw failure }
        return found.map { fault in
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

    private final class Source: MarkupSource {
        private let pieces: () -> [UInt8]?
        private let take: ([UInt8]) throws(Diagnostic) -> Void
        private var piece: ArraySlice<UInt8> = []
        private(set) var failure: Diagnostic?

        init(_ pieces: @escaping () -> [UInt8]?, _ take: @escaping ([UInt8]) throws(Diagnostic) -> Void) {
            self.pieces = pieces
            self.take = take
        }

        func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
            if piece.isEmpty {
                guard let next = pieces() else { return 0 }
                do {
                    try take(next)
                } catch {
                    failure = error
                    throw error
                }
                piece = next[...]
            }
            let part = piece.prefix(buffer.count)
            buffer.copyBytes(from: part)
            piece = piece.dropFirst(part.count)
            return part.count
        }
    }
}
