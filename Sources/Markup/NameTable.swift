import Glibc

/// Numbers the names of a schema, from 1; 0 is any other name. Asked at each tag and attribute, so one look must do.
struct NameTable: Sendable {
    private struct Slot {
        var key: UInt64 = 0
        var number: UInt16 = 0
    }

    private let names: [[UInt8]]
    /// Open addressing, at most a quarter full.
    private var slots: [Slot]

    /// How many numbers there are, with 0.
    var count: Int { names.count + 1 }

    init(_ names: some Sequence<String>) {
        self.names = Set(names).sorted().map { Array($0.utf8) }
        var size = 64
        while size < self.names.count * 4 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        for (index, name) in self.names.enumerated() {
            let key = name.withUnsafeBufferPointer(Self.key)
            var slot = slot(of: key)
            while slots[slot].number != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Slot(key: key, number: UInt16(index + 1))
        }
    }

    func number(of name: UnsafeBufferPointer<UInt8>) -> Int {
        let key = Self.key(name)
        var slot = slot(of: key)
        while slots[slot].number != 0 {
            if slots[slot].key == key, isSame(Int(slots[slot].number), name) {
                return Int(slots[slot].number)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return 0
    }

    func number(of name: String) -> Int { Array(name.utf8).withUnsafeBufferPointer { number(of: $0) } }

    private func isSame(_ number: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = name.baseAddress, names[number - 1].count == name.count else { return false }
        return memcmp(names[number - 1], start, name.count) == 0
    }

    private func slot(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 48) & (slots.count - 1)
    }

    /// The first and the last bytes: names that share them differ in length, or are looked at twice.
    private static func key(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let bytes = UnsafeRawBufferPointer(name)
        let length = UInt64(truncatingIfNeeded: bytes.count)
        if bytes.count >= 8 {
            let first = bytes.loadUnaligned(as: UInt64.self)
            return first ^ bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self) &* 31
                ^ length << 56
        }
        return bytes.reduce(length) { $0 << 8 | UInt64($1) }
    }
}
