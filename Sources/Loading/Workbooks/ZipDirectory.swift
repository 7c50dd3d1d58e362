import Model

/// The list of an xlsx container's entries, believed only when the two copies of it in the file agree.
///
/// libzip reads the entries; this check comes first, because programs differ in which copy they believe, and an
/// attack lives in that difference.
struct ZipDirectory {
    static let entryLimit = 512

    struct Entry {
        var name: String
        var isDeflated: Bool
        var packed: Int
        var inflated: Int
        /// Where the entry's own header begins.
        var offset: Int
    }

    let entries: [Entry]

    init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
        let data = LittleEndian(bytes)
        if let kind = ForeignFormat(bytes) { throw .notAWorkbook(file, kind.chinese) }
        guard let end = Self.endRecord(data) else { throw .notAWorkbook(file, "看起来没有传完") }
        let reader = DirectoryReader(data: data, file: file, end: end)
        entries = try reader.entries()
        try reader.checkNames(entries)
        try reader.checkOverlap(entries)
    }

    /// The last record of a zip file; it must end where the file ends.
    private static func endRecord(_ data: LittleEndian) -> Int? {
        let size = 22
        let count = data.count
        guard count >= size else { return nil }
        for at in stride(from: count - size, through: max(0, count - size - 0xFFFF), by: -1)
        where data.long(at) == 0x0605_4B50 {
            if let comment = data.short(at + 20), at + size + comment == count { return at }
        }
        return nil
    }
}

/// Reads the central directory and each entry's own header beside it.
private struct DirectoryReader {
    let data: LittleEndian
    let file: String
    let end: Int

    func entries() throws(Diagnostic) -> [ZipDirectory.Entry] {
        guard let count = data.short(end + 10), count == data.short(end + 8), let size = data.long(end + 12),
            let start = data.long(end + 16), count < 0xFFFF, start <= end, size == end - start
        else { throw .badContainer(file, "目录与结尾记录不一致") }
        guard count <= ZipDirectory.entryLimit else {
            throw .badContainer(file, "条目超过 \(ZipDirectory.entryLimit) 个")
        }
        var entries: [ZipDirectory.Entry] = []
        var at = start
        for _ in 0..<count {
            let (entry, next) = try entry(at: at)
            entries.append(entry)
            at = next
        }
        guard at == end else { throw .badContainer(file, "目录里有多余的内容") }
        return entries
    }

    private func entry(at: Int) throws(Diagnostic) -> (ZipDirectory.Entry, next: Int) {
        guard data.long(at) == 0x0201_4B50, let flags = data.short(at + 8), let method = data.short(at + 10),
            let packed = data.long(at + 20), let inflated = data.long(at + 24),
            let nameLength = data.short(at + 28), let extraLength = data.short(at + 30),
            let commentLength = data.short(at + 32), let offset = data.long(at + 42),
            let name = data.text(at + 46, nameLength)
        else { throw .badContainer(file, "目录残缺") }
        // Bit 0: encrypted entry; bit 6: strong encryption; bit 13: encrypted directory.
        guard flags & 0x2041 == 0 else { throw .notAWorkbook(file, "看起来是加密文件") }
        guard method == 0 || method == 8, packed != 0xFFFF_FFFF, inflated != 0xFFFF_FFFF,
            offset != 0xFFFF_FFFF
        else { throw .badContainer(file, "压缩方法不是 xlsx 用的") }
        guard method == 8 || packed == inflated else { throw .badContainer(file, "条目大小自相矛盾") }
        let entry = ZipDirectory.Entry(
            name: name, isDeflated: method == 8, packed: packed, inflated: inflated, offset: offset)
        try checkOwnHeader(of: entry, flags: flags)
        return (entry, at + 46 + nameLength + extraLength + commentLength)
    }

    private func checkOwnHeader(of entry: ZipDirectory.Entry, flags: Int) throws(Diagnostic) {
        let at = entry.offset
        guard data.long(at) == 0x0403_4B50, let ownFlags = data.short(at + 6),
            let method = data.short(at + 8),
            let packed = data.long(at + 18), let inflated = data.long(at + 22),
            let nameLength = data.short(at + 26), let name = data.text(at + 30, nameLength)
        else { throw .badContainer(file, "条目的位置不对") }
        // Bit 3: the sizes follow the data, and may be 0 here.
        let isUnknown = ownFlags & 8 != 0 && packed == 0 && inflated == 0
        guard name == entry.name, ownFlags & 0x2041 == flags & 0x2041, method == (entry.isDeflated ? 8 : 0),
            isUnknown || (packed == entry.packed && inflated == entry.inflated)
        else { throw .badContainer(file, "条目与目录不一致") }
    }

    func checkNames(_ entries: [ZipDirectory.Entry]) throws(Diagnostic) {
        var seen: Set<String> = []
        for entry in entries {
            let parts = entry.name.split(separator: "/", omittingEmptySubsequences: false)
            let isTraversal = entry.name.hasPrefix("/") || parts.contains("..") || entry.name.contains("\\")
            guard !isTraversal, !entry.name.isEmpty, !entry.name.utf8.contains(0) else {
                throw .badContainer(file, "条目名称不允许")
            }
            // Names of parts differ in more than case.
            guard seen.insert(entry.name.lowercased()).inserted else { throw .badContainer(file, "条目重名") }
        }
    }

    func checkOverlap(_ entries: [ZipDirectory.Entry]) throws(Diagnostic) {
        var free = 0
        let directory = data.long(end + 16) ?? 0
        for entry in entries.sorted(by: { $0.offset < $1.offset }) {
            guard entry.offset >= free else { throw .badContainer(file, "条目重叠") }
            let names = (data.short(entry.offset + 26) ?? 0) + (data.short(entry.offset + 28) ?? 0)
            free = entry.offset + 30 + names + entry.packed
            guard free <= directory else { throw .badContainer(file, "条目与目录重叠") }
        }
    }
}

/// Numbers and names in a zip file; `nil` beyond its end.
private struct LittleEndian {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    func short(_ at: Int) -> Int? {
        guard at >= 0, at + 2 <= bytes.count else { return nil }
        return Int(bytes[at]) | Int(bytes[at + 1]) << 8
    }

    func long(_ at: Int) -> Int? {
        guard let low = short(at), let high = short(at + 2) else { return nil }
        return low | high << 16
    }

    func text(_ at: Int, _ length: Int) -> String? {
        guard at >= 0, at + length <= bytes.count else { return nil }
        return String(decoding: bytes[at..<at + length], as: UTF8.self)
    }
}

/// What people hand in under the name of an xlsx file.
private enum ForeignFormat {
    case encrypted, oldWorkbook, page, text, other

    /// `nil` for a zip file.
    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0x50, 0x4B]) { return nil }
        let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        let text = bytes.prefix(1024).drop { [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0D, 0x0A].contains($0) }
        if bytes.starts(with: compoundFile) {
            self = Self.holdsEncryptedPackage(bytes) ? .encrypted : .oldWorkbook
        } else if bytes.starts(with: [0x09, 0x08]) || bytes.starts(with: [0x09, 0x04]) {
            self = .oldWorkbook
        } else if text.first == UInt8(ascii: "<") {
            self = .page
        } else {
            let isText =
                !text.contains(0) && text.contains(UInt8(ascii: ",")) && text.contains(UInt8(ascii: "\n"))
            self = isText ? .text : .other
        }
    }

    /// The stream of that name holds what Excel encrypts with a password.
    private static func holdsEncryptedPackage(_ bytes: [UInt8]) -> Bool {
        let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let header = LittleEndian(bytes)
        // The directory is a sector like any other; the header says which, and how large sectors are.
        guard let power = header.short(30), power <= 16, let sector = header.long(48) else { return false }
        let directory = bytes.dropFirst((sector + 1) << power).prefix(8 << 10)
        return directory.indices.contains { directory[$0...].starts(with: name) }
    }

    var chinese: String {
        switch self {
        case .encrypted: "看起来是加密文件"
        case .oldWorkbook: "看起来是旧版 xls"
        case .page: "看起来是网页"
        case .text: "看起来是改了名的 CSV"
        case .other: "也不像其他表格文件"
        }
    }
}
