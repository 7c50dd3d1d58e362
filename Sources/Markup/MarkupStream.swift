import CLibXML2
import Model

/// Delivers a document piece by piece, for parts that are inflated while they are read.
package protocol MarkupSource: AnyObject {
    /// Fills `buffer` from its start and returns the number of bytes, 0 only at the end.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
}

extension MarkupReader {
    /// The same as reading bytes, without ever holding more than a piece of the document.
    package func read(
        _ source: any MarkupSource, file: String, schema: Schema? = nil, visitor: (any MarkupVisitor)? = nil
    ) -> [Diagnostic] {
        begin(file, 0, visitor)
        defer { self.visitor = nil }
        let stream = MarkupStream(source, limits: limits, file: file)
        let holder = Unmanaged.passUnretained(stream).toOpaque()
        withExtendedLifetime(stream) {
            parse(schema) { options in xmlCtxtReadIO(context, readPiece, nil, holder, nil, nil, options) }
        }
        // What libxml2 says about a document that was cut off only follows from the refusal.
        if let refusal = stream.refusal { findings = [refusal] }
        return findings
    }
}

/// Looks at each piece with ``MarkupGate``'s eyes before libxml2 gets it.
private final class MarkupStream {
    private static let pieceSize = 64 << 10

    private let source: any MarkupSource
    private let gate: MarkupGate
    private let file: String
    private var flood: AttributeFlood
    private var layout: MarkupGate.Layout?
    private var piece = [UInt8](repeating: 0, count: MarkupStream.pieceSize)
    private var filled = 0
    private var taken = 0
    private var total = 0
    private(set) var refusal: Diagnostic?

    init(_ source: any MarkupSource, limits: MarkupLimits, file: String) {
        self.source = source
        self.file = file
        gate = MarkupGate(limits: limits)
        flood = AttributeFlood(limit: limits.attributesOfElement)
    }

    /// libxml2 prints to stderr when a source fails, so a refusal looks like the end of the document.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        do throws(Diagnostic) {
            if taken == filled { try next() }
        } catch {
            refusal = error
            (filled, taken) = (0, 0)
        }
        let count = min(buffer.count, filled - taken)
        piece.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[taken..<taken + count])) }
        taken += count
        return count
    }

    /// Full pieces, so that a UTF-16 unit is never cut in two and the declaration stands in the first.
    private func next() throws(Diagnostic) {
        (filled, taken) = (0, 0)
        guard refusal == nil else { return }
        while filled < piece.count {
            let got = try fill(from: filled)
            guard got > 0 else { break }
            filled += got
        }
        total += filled
        guard total <= gate.limits.bytes else { throw .tooLarge(file, limit: gate.limits.bytes) }
        if let finding = look() { throw finding }
    }

    private func fill(from start: Int) throws(Diagnostic) -> Int {
        var failure: Diagnostic?
        let got = piece.withUnsafeMutableBytes { all in
            do throws(Diagnostic) {
                return try source.fill(UnsafeMutableRawBufferPointer(rebasing: all[start...]))
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        return got
    }

    private func look() -> Diagnostic? {
        piece.withUnsafeBytes { all in
            let bytes = UnsafeRawBufferPointer(rebasing: all[..<filled])
            if layout == nil {
                layout = MarkupGate.Layout(bytes)
                guard let layout, gate.accepts(layout, head: bytes) else { return .encodingNotAccepted(file) }
            }
            guard let layout, flood.rises(in: bytes, layout) else { return nil }
            return .tooManyAttributes(SourcePlace(file: file), limit: gate.limits.attributesOfElement)
        }
    }
}

private let readPiece: xmlInputReadCallback = { stream, buffer, count in
    guard let stream, let buffer else { return 0 }
    let room = UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
    return Unmanaged<MarkupStream>.fromOpaque(stream)._withUnsafeGuaranteedRef { Int32($0.read(into: room)) }
}
