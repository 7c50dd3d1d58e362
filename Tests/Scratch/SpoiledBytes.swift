extension SeededGenerator {
    /// One wrong byte or a few: deleted, doubled, or replaced by what markup and text are made of.
    package mutating func spoil(_ bytes: inout [UInt8]) {
        guard bytes.count > 12 else { return }
        let place = below(bytes.count - 12)
        switch below(4) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(contentsOf: bytes[place..<place + below(12)], at: place)
        case 2: bytes[place] = Self.signs[below(Self.signs.count)]
        default: bytes.insert(Self.signs[below(Self.signs.count)], at: place)
        }
    }

    private static let signs =
        Array("<>&\"'!?-]#/ =P8\t\r\n\u{0}\u{7F}xX:;".utf8) + [
            0x80, 0xBF, 0xC3, 0xE4, 0xED, 0xEF, 0xF0, 0xFF,
        ]
}
