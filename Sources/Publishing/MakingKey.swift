import Files
import Model

/// The digest of everything a paper's bytes follow from: its facts, marks included, and what all papers of a run share,
/// which is the program, the templates with their schemas, and the staff numbers it is searched for.
///
/// Unlike ``FactsDigest``, which says whether an official paper must be corrected, it says whether the very bytes may
/// be kept, so nothing may be left out of it.
package struct MakingKey: Sendable {
    private let common: Digest

    /// - Parameter program: changes with every build.
    package init(program: String, templates: [InputFile], staffNumbers: some Sequence<Code>) {
        var form = KeyForm(room: 1 << 10)
        form.add(program)
        for file in templates {
            form.add(file.path)
            form.add(file.sha256)
        }
        for code in staffNumbers.sorted() { form.add(code.text) }
        common = form.digest
    }

    /// A key as it is remembered of each of a large park's files.
    package typealias Digest = Files.Digest.Words

    package func key(of document: Document) -> Digest {
        var form = KeyForm(room: 32 << 10)
        withUnsafeBytes(of: common) { form.add($0) }
        form.add(document.kind.rawValue)
        form.add(document.period?.description ?? "")
        form.add(document.subject)
        form.add(document.path)
        form.add(document.permittedStaffNumbers.map { $0.sorted().map(\.text) })
        form.add(document.facts)
        return form.digest
    }
}

/// Values one after the other, each with its kind and length, so that no two documents write the same bytes.
///
/// Its memory is its own, because every value of every paper passes through it and an array asks at each byte whether it
/// has room and whether it is shared.
private struct KeyForm: ~Copyable {
    private var start: UnsafeMutableRawPointer
    private var count = 0
    private var room: Int

    init(room: Int) {
        self.room = room
        start = .allocate(byteCount: room, alignment: 1)
    }

    deinit { start.deallocate() }

    var digest: MakingKey.Digest { .init(of: UnsafeRawBufferPointer(start: start, count: count)) }

    mutating func add(_ text: String) {
        let isAdded: Void? = text.utf8.withContiguousStorageIfAvailable { utf8 in
            add(UInt8(ascii: "t"), utf8.count)
            add(UnsafeRawBufferPointer(utf8))
        }
        if isAdded == nil { add(String(decoding: Array(text.utf8), as: UTF8.self)) }
    }

    mutating func add(_ texts: [String]?) {
        guard let texts else { return add(UInt8(ascii: "0"), 0) }
        add(UInt8(ascii: "s"), texts.count)
        for text in texts { add(text) }
    }

    mutating func add(_ record: Record) {
        add(UInt8(ascii: "r"), record.values.count)
        record.values.withUnsafeBufferPointer { values in
            for place in values.indices { add(values[place]) }
        }
    }

    private mutating func add(_ value: borrowing Value) {
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
            values.withUnsafeBufferPointer { values in
                for place in values.indices { add(values[place]) }
            }
        }
    }

    private mutating func add(_ kind: UInt8, _ number: Int) {
        makeRoom(1 + (UInt64.bitWidth + 6) / 7)
        put(kind)
        // Seven bits a byte: most numbers are small.
        var rest = UInt64(bitPattern: Int64(number))
        while rest >= 128 {
            put(UInt8(truncatingIfNeeded: rest | 128))
            rest >>= 7
        }
        put(UInt8(rest))
    }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        makeRoom(bytes.count)
        (start + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    /// Only after ``makeRoom(_:)``.
    private mutating func put(_ byte: UInt8) {
        start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    private mutating func makeRoom(_ more: Int) {
        guard count + more > room else { return }
        room = max(room * 2, count + more)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 1)
        larger.copyMemory(from: start, byteCount: count)
        start.deallocate()
        start = larger
    }
}
