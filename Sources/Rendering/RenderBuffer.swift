import Glibc
import Model

/// The bytes of a page while it is rendered, kept for the next page; one for each worker.
///
/// Raw memory instead of an array, because every append would ask an array whether it is shared.
package struct RenderBuffer: ~Copyable {
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0
    /// Bytes a page may have; append fails silently beyond it, and ``isFull`` says so.
    var limit = 0
    private(set) var isFull = false
    /// One for each level of a template, at most 32 and the document.
    let frames: UnsafeMutablePointer<Frame>
    /// The escaping tables, for text and for attributes; each worker has its own.
    private let tables: UnsafeMutablePointer<UInt8>
    /// Items that lists may still run through: 32 lists within each other, printing nothing, would never end.
    var itemsLeft = 0
    /// Whether ``items`` are wanted: of what grows with the park, so that each of its parts can be looked at alone.
    private(set) var notesItems = false
    private(set) var items: [RenderedItem] = []

    /// What names of one level look at: its object's fields, or the one value that an item is.
    struct Frame {
        var values = UnsafeBufferPointer<Value>(start: nil, count: 0)
        var index = 0
        var count = 0
    }

    package init() {
        capacity = 1 << 16
        storage = Self.block(nil, of: capacity)
        frames = .allocate(capacity: TemplateParser.deepest + 2)
        frames.initialize(repeating: Frame(), count: TemplateParser.deepest + 2)
        tables = .allocate(capacity: 512)
        let both = Escaping.table(isInAttribute: false) + Escaping.table(isInAttribute: true)
        tables.initialize(from: both, count: 512)
    }

    deinit {
        free(storage)
        frames.deallocate()
        tables.deallocate()
    }

    mutating func clear(limit: Int, notesItems: Bool = false) {
        count = 0
        self.notesItems = notesItems
        items.removeAll()
        isFull = false
        self.limit = limit
        itemsLeft = 2_000_000
    }

    mutating func note(item: Int, of field: Int, since start: Int) {
        items.append(RenderedItem(field: field, item: item, bytes: start..<count))
    }

    func table(isInAttribute: Bool) -> UnsafePointer<UInt8> {
        UnsafePointer(tables + (isInAttribute ? 256 : 0))
    }

    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: storage, count: count)) }

    /// Room for so many bytes, or `nil` beyond the limit.
    @inline(__always)
    mutating func reserve(_ needed: Int) -> UnsafeMutablePointer<UInt8>? {
        if count + needed > capacity, !grow(needed) { return nil }
        return storage + count
    }

    @inline(__always)
    mutating func advance(_ written: Int) { count += written }

    @inline(__always)
    mutating func append(_ source: UnsafePointer<UInt8>, _ length: Int) {
        guard let target = reserve(length) else { return }
        target.update(from: source, count: length)
        count += length
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        guard let target = reserve(1) else { return }
        target.pointee = byte
        count += 1
    }

    @inline(__always)
    mutating func append(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

    private mutating func grow(_ needed: Int) -> Bool {
        // Escaping asks for six times what it mostly needs, so the buffer may be larger than the limit.
        guard count <= limit, needed <= limit * 6 + 64 else {
            isFull = true
            return false
        }
        capacity = max(capacity * 2, count + needed)
        storage = Self.block(storage, of: capacity)
        return true
    }

    /// From C, which makes a large block larger without a copy of it.
    private static func block(
        _ old: UnsafeMutablePointer<UInt8>?, of size: Int
    ) -> UnsafeMutablePointer<UInt8> {
        guard let block = realloc(old, size) else { fatalError("out of memory") }
        return block.assumingMemoryBound(to: UInt8.self)
    }
}
