import Files
import Model

/// The digest of everything a paper's bytes follow from: its facts, marks included, and what all papers of a run share,
/// which is the program, the templates with their schemas, and the staff numbers it is searched for.
///
/// Unlike ``FactsDigest``, which says whether an official paper must be corrected, it says whether the very bytes may
/// be kept, so nothing may be left out of it.
package struct MakingKey: Sendable {
    private let common: [UInt8]

    /// - Parameter program: changes with every build.
    package init(program: String, templates: [InputFile], staffNumbers: some Sequence<Code>) {
        var form = KeyForm()
        form.add(program)
        for file in templates {
            form.add(file.path)
            form.add(file.sha256)
        }
        for code in staffNumbers.sorted() { form.add(code.text) }
        common = Array(Files.Digest.sha256(form.bytes).utf8)
    }

    /// A key as it is remembered of each of a large park's files.
    package typealias Digest = Files.Digest.Words

    package func key(of document: Document) -> Digest {
        var form = KeyForm()
        form.bytes.reserveCapacity(32 << 10)
        form.bytes += common
        form.add(document.kind.rawValue)
        form.add(document.period?.description ?? "")
        form.add(document.subject)
        form.add(document.path)
        form.add(document.permittedStaffNumbers.map { $0.sorted().map(\.text) })
        form.add(document.facts)
        return Digest(of: form.bytes)
    }
}

/// Values one after the other, each with its kind and length, so that no two documents write the same bytes.
private struct KeyForm {
    var bytes: [UInt8] = []

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            add(UInt8(ascii: "t"), utf8.count)
            bytes.append(contentsOf: utf8)
        }
    }

    mutating func add(_ texts: [String]?) {
        guard let texts else { return add(UInt8(ascii: "0"), 0) }
        add(UInt8(ascii: "s"), texts.count)
        for text in texts { add(text) }
    }

    mutating func add(_ record: Record) {
        add(UInt8(ascii: "r"), record.values.count)
        for value in record.values { add(value) }
    }

    private mutating func add(_ value: Value) {
        switch value {
        case .absent: add(UInt8(ascii: "a"), 0)
        case .text(let text): add(text)
        case .flag(let flag): add(UInt8(ascii: "f"), flag ? 1 : 0)
        case .whole(let number): add(UInt8(ascii: "w"), number)
        case .points(let points): add(UInt8(ascii: "p"), points.hundredths)
        case .quantity(let quantity):
            add(UInt8(ascii: "q"), quantity.millionths)
            add(UInt8(ascii: "."), quantity.decimals)
        case .date(let day): add(UInt8(ascii: "d"), day.ordinal)
        case .period(let period): add(UInt8(ascii: "z"), period.index)
        case .link(let link):
            add(UInt8(ascii: "k"), 0)
            add(link.target)
        case .record(let record): add(record)
        case .list(let values):
            add(UInt8(ascii: "l"), values.count)
            for value in values { add(value) }
        }
    }

    private mutating func add(_ kind: UInt8, _ number: Int) {
        bytes.append(kind)
        // Seven bits a byte: most numbers are small.
        var rest = UInt64(bitPattern: Int64(number))
        while rest >= 128 {
            bytes.append(UInt8(truncatingIfNeeded: rest | 128))
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
