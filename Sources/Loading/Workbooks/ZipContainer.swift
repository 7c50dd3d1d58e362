import CLibZip
import Glibc
import Markup
import Model

/// The parts of an xlsx file; nothing of it ever touches the disk.
///
/// The only file that imports libzip. Inflated bytes are counted as they come, because the sizes a container
/// states are the attacker's.
final class ZipContainer {
    /// Of all entries together, each counted as often as it is read.
    static let inflatedLimit = 256 << 20
    /// Inflated bytes to packed ones.
    static let ratioLimit = 200
    /// A short run of blanks packs better than any bomb must.
    fileprivate static let ratioFree = 1 << 20

    let file: String
    private let archive: OpaquePointer
    private let memory: UnsafeMutableRawPointer
    private let indexes: [String: Int]
    private let entries: [ZipDirectory.Entry]
    fileprivate var inflated = 0

    init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
        self.file = file
        entries = try ZipDirectory(bytes, file: file).entries
        indexes = Dictionary(
            entries.enumerated().map { ($1.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 16)
        UnsafeMutableRawBufferPointer(start: memory, count: bytes.count).copyBytes(from: bytes)
        self.memory = memory
        let entryCount = Int64(entries.count)
        guard let archive = Self.open(memory, bytes.count), zip_get_num_entries(archive, 0) == entryCount
        else {
            memory.deallocate()
            throw .badContainer(file, "打不开")
        }
        self.archive = archive
    }

    deinit {
        zip_discard(archive)
        memory.deallocate()
    }

    private static func open(_ memory: UnsafeMutableRawPointer, _ count: Int) -> OpaquePointer? {
        guard let source = zip_source_buffer_create(memory, UInt64(count), 0, nil) else { return nil }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
            zip_source_free(source)
            return nil
        }
        return archive
    }

    func holds(_ name: String) -> Bool { indexes[name.lowercased()] != nil }

    /// Reads a part through the XML reader; an absent part is a fault of the container.
    func read(_ name: String, limits: MarkupLimits, visitor: any MarkupVisitor) throws(Diagnostic)
        -> [Diagnostic]
    {
        guard let index = indexes[name.lowercased()] else {
            throw .badContainer(file, "缺少 \(Diagnostic.quoted(name))")
        }
        guard let part = zip_fopen_index(archive, UInt64(index), 0) else {
            throw .badContainer(file, "条目打不开")
        }
        let inflater = Inflater(part, self, packed: entries[index].packed)
        let findings = MarkupReader(limits: limits).read(inflater, file: file, visitor: visitor)
        // A bomb is no XML either; what it is should be said, so it is followed to its end or limit.
        if !findings.isEmpty { try inflater.drain() }
        return findings
    }

    /// Inflates one entry, counting.
    private final class Inflater: MarkupSource {
        private let part: OpaquePointer
        private let container: ZipContainer
        private let packed: Int
        private var count = 0

        init(_ part: OpaquePointer, _ container: ZipContainer, packed: Int) {
            self.part = part
            self.container = container
            self.packed = packed
        }

        deinit { zip_fclose(part) }

        func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
            let got = zip_fread(part, buffer.baseAddress, UInt64(buffer.count))
            guard got >= 0 else { throw .badContainer(container.file, "条目解压失败") }
            count += Int(got)
            container.inflated += Int(got)
            guard container.inflated <= ZipContainer.inflatedLimit else {
                throw .inflatesTooFar(container.file, "解压后超过 \(ZipContainer.inflatedLimit >> 20) MiB")
            }
            guard count <= ZipContainer.ratioFree || count / ZipContainer.ratioLimit <= packed else {
                throw .inflatesTooFar(container.file, "解压后超过压缩前的 \(ZipContainer.ratioLimit) 倍")
            }
            return Int(got)
        }

        func drain() throws(Diagnostic) {
            let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
            defer { room.deallocate() }
            while true {
                do throws(Diagnostic) {
                    if try fill(room) == 0 { return }
                } catch {
                    // A part that does not inflate is already reported as broken XML.
                    if error.code == .inflatesTooFar { throw error }
                    return
                }
            }
        }
    }
}

extension DiagnosticCode {
    static let inflatesTooFar = DiagnosticCode("E501")
    static let badContainer = DiagnosticCode("E502")
    static let notAWorkbook = DiagnosticCode("E503")
}

extension Diagnostic {
    static func inflatesTooFar(_ file: String, _ headline: String) -> Diagnostic {
        Diagnostic(
            .inflatesTooFar, at: SourcePlace(file: file), headline + "，已停止。", remedy: "请确认文件来源；数据很多时请改用 CSV。")
    }

    static func badContainer(_ file: String, _ what: String) -> Diagnostic {
        Diagnostic(
            .badContainer, at: SourcePlace(file: file), "压缩包结构异常（\(what)）。",
            remedy: "请用 Excel 或 WPS 打开后另存为 .xlsx。")
    }

    static func notAWorkbook(_ file: String, _ looksLike: String) -> Diagnostic {
        Diagnostic(
            .notAWorkbook, at: SourcePlace(file: file), "不是 xlsx 文件（\(looksLike)）。",
            remedy: "请用 Excel 或 WPS 打开后另存为 .xlsx，不设密码。")
    }
}
