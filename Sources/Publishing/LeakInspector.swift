import Markup
import Model

/// Reads all texts and attribute values of a paper for staff numbers that may not stand in it.
final class LeakInspector: MarkupVisitor {
    private let scanner: StaffNumberScanner?
    /// The tag after which the first foreign number was found.
    @exclusivity(unchecked) private(set) var place: SourcePlace?

    /// - Parameter permitted: `nil` when the paper's readers may see all numbers.
    init(_ numbers: StaffNumbers, permitted: Set<Code>?) {
        scanner = permitted.map { StaffNumberScanner(numbers, permitted: $0) }
    }

    var looksForLeaks: Bool { scanner != nil }

    var foreign: [Code] { scanner?.foreign.sorted() ?? [] }

    func start(prefix: Span<UInt8>, name: Span<UInt8>, isSelfClosing: Bool, in reader: MarkupReader) {
        flush(reader)
    }

    func attribute(prefix: Span<UInt8>, name: Span<UInt8>, value: Span<UInt8>, in reader: MarkupReader) {
        scanner?.scan(value)
        flush(reader)
    }

    func text(_ text: Span<UInt8>, in reader: MarkupReader) { scanner?.scan(text) }

    func end(in reader: MarkupReader) { flush(reader) }

    private func flush(_ reader: MarkupReader) {
        guard let scanner else { return }
        scanner.flush()
        if !scanner.foreign.isEmpty && place == nil { place = reader.place }
    }
}
