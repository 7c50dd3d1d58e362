/// What surrounds a tag, as one number; with its text only while the book of places is written.
///
/// All templates are checked before every run, and they have some thousand places: none of them allocates.
struct PlaceKey {
    /// FNV-1a, the same on every machine.
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    private(set) var text: [UInt8]?

    init(isWritten: Bool = false) { text = isWritten ? [] : nil }

    init(_ bytes: some Sequence<UInt8>) { add(bytes) }

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        text?.append(contentsOf: bytes)
    }

    /// Ends a part, so that no two places run into one another.
    mutating func end() { add(CollectionOfOne(UInt8(ascii: "|"))) }

    /// A place together with what stands there.
    static func pair(_ place: UInt64, _ name: UInt64) -> UInt64 {
        (place ^ (name &* 0x9E37_79B9_7F4A_7C15)) &* 0x100_0000_01B3
    }
}
