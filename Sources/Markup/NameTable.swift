import Glibc

/// Numbers the names of a schema, from 1; 0 is any other name. Asked at each tag and attribute, so one look must do.
struct NameTable: Sendable {
    private struct Slot {
        var key: UInt64 = 0
        var number: UInt16 = 0
        /// Of the name, in bytes, and where it begins in ``NameTable/bytes``.
        var length: UInt16 = 0
        var start = 0
    }

    /// All names one after the other.
    private var bytes: [UInt8] = []
    /// Open addressing, at most a quarter full.
    private var slots: [Slot]
    /// How many numbers there are, with 0.
    let count: Int

    init(_ names: Set<String>) {
        count = names.count + 1
        var size = 64
        while size < names.count * 4 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        for (index, name) in names.sorted().enumerated() {
            let name = Array(name.utf8)
            let key = name.withUnsafeBufferPointer(Self.key)
            var slot = slot(of: key)
            while slots[slot].number != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Slot(
                key: key, number: UInt16(index + 1), length: UInt16(name.count), start: bytes.count)
            bytes += name
        }
    }

    func number(of name: UnsafeBufferPointer<UInt8>) -> Int {
        let key = Self.key(name)
        var slot = slot(of: key)
        while slots[slot].number != 0 {
            if slots[slot].key == key, isName(slots[slot], name) { return Int(slots[slot].number) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return 0
    }

    func number(of name: String) -> Int { Array(name.utf8).withUnsafeBufferPointer { number(of: $0) } }

    /// - Parameter slot: with the same key.
    private func isName(_ slot: Slot, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(slot.length) == name.count else { return false }
        // The key of a short name holds all of it.
        guard name.count > 8, let start = name.baseAddress else { return true }
        return bytes.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { memcmp($0 + slot.start, start, name.count) == 0 } ?? false
        }
    }

    private func slot(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 48) & (slots.count - 1)
    }

    /// The first and the last bytes, which of a name of up to eight are all.
    private static func key(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let bytes = UnsafeRawBufferPointer(name)
        if bytes.count > 8 {
            let first = bytes.loadUnaligned(as: UInt64.self)
            return first &* 31 ^ bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
        }
        if bytes.count >= 4 {
            let first = bytes.loadUnaligned(as: UInt32.self)
            let last = bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self)
            return UInt64(first) << 32 | UInt64(last)
        }
        return bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
