import Files
import Markup
import Model

/// The second witness (登记头), outside `output/`: without it, deleting the last batch would give its numbers away again.
struct Head: Hashable {
    static let fileName = "head.xml"
    private static let version = "1"

    var park: String
    var batches: Int
    /// `sha256:…` of the last manifest; empty before the first.
    var last: String
    /// Last number of each series and year.
    var numbers: [DocumentNumber]

    init(_ register: Register, park: String) {
        self.park = park
        batches = register.batches.count
        last = register.batches.last?.digest ?? ""
        var newest: [String: DocumentNumber] = [:]
        for number in register.batches.flatMap(\.manifest.numbers) {
            newest["\(number.series)/\(number.year)"] = number
        }
        numbers = newest.sorted { $0.key.precedes($1.key) }.map(\.value)
    }

    var bytes: [UInt8] {
        var xml = RegisterXML()
        xml.open("head", ["version": Self.version, "park": park, "batches": "\(batches)", "last": last])
        for number in numbers {
            xml.line(
                "series", ["name": number.series, "year": "\(number.year)", "number": "\(number.number)"])
        }
        xml.close("head")
        return xml.bytes
    }

    private init(reading bytes: [UInt8], file: String) throws(Diagnostic) {
        let root = try XMLElement.registerRoot(bytes, file: file, name: "head", version: Self.version)
        var reader = AttributeReader(root)
        park = reader.text("park")
        batches = reader.whole("batches")
        last = reader.text("last")
        numbers = []
        for element in root.children(named: "series") {
            let name = reader.value("name", of: element) { $0 } ?? ""
            let year = reader.value("year", of: element) { Int($0) } ?? 0
            let number = reader.value("number", of: element) { Int($0) } ?? 0
            numbers.append(DocumentNumber(series: name, year: year, number: number))
        }
        guard reader.isSound, self.bytes == bytes else { throw .registerDamaged(file) }
    }

    static func read(_ state: Folder) throws(Diagnostic) -> Head? {
        let path = state.path + "/" + fileName
        switch try state.presence(of: fileName) {
        case .absent: return nil
        case .file: break
        case .symbolicLink: throw .outputIsSymbolicLink(path)
        case .folder, .other: throw .outputNotExpected(path, "不是普通文件")
        }
        guard let bytes = try state.read(fileName, limit: 1 << 20) else { return nil }
        return try Head(reading: bytes, file: path)
    }
}

/// Whether the witness agrees with what lies under `issued/`.
package enum HeadState: Hashable, Sendable {
    case agrees
    /// A crash came between commit and witness; the next writer rolls it forward.
    case oneBehind
}

extension Register {
    package func compare(with state: Folder?) throws(Diagnostic) -> HeadState {
        let path = (state?.path ?? "state") + "/" + Head.fileName
        guard let head = try state.flatMap({ (folder) throws(Diagnostic) in try Head.read(folder) }) else {
            if batches.isEmpty { return .agrees }
            throw .headMissing(path, batches: batches.count)
        }
        if head.batches > batches.count {
            throw .headDisagrees(path, head: head.batches, found: batches.count)
        }
        if head.batches < batches.count - 1 {
            throw .headDiffers(path, batch: head.batches + 1)
        }
        let digest = head.batches == 0 ? "" : batches[head.batches - 1].digest
        guard head.last == digest else { throw .headDiffers(path, batch: head.batches) }
        let expected = Head(prefix(head.batches), park: head.park)
        guard expected == head, batches.allSatisfy({ $0.manifest.park == head.park }) else {
            throw .registerDamaged(path)
        }
        return head.batches == batches.count ? .agrees : .oneBehind
    }

    /// As it stood after so many batches.
    package func prefix(_ count: Int) -> Register {
        var copy = Register()
        for batch in batches.prefix(count) { copy.add(batch.manifest, digest: batch.digest) }
        return copy
    }
}
