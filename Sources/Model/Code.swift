import Synchronization

/// An identifier of the input: staff number, office, project, indicator, appeal … code.
///
/// `[A-Za-z0-9_-]{1,32}`, so it is safe in file names and needs no escaping anywhere. Codes of persons,
/// offices and projects differ from each other (docs/rules.md §2).
///
/// One word without a reference: a large park holds tens of millions, in rows and as keys, and copies, compares and
/// looks them up all the time.
package struct Code: Hashable, Sendable {
    /// Of up to ten characters: six bits for each from the top, in the order of ASCII, and below them how many there
    /// are, so that words stand in the order of the texts. Of more: the address of a ``LongCode`` with ``longMark``.
    private let word: UInt64

    /// Returns `nil` for anything but 1 to 32 ASCII letters, digits, `-` and `_`.
    package init?(_ text: String) {
        var text = text
        guard let word = text.withUTF8({ Self.word(of: $0) }) else { return nil }
        self.word = word
    }

    package var text: String {
        guard isShort else { return long.text }
        let count = Int(word & Self.longMark)
        return String(unsafeUninitializedCapacity: count) { bytes in
            for place in 0..<count {
                bytes[place] = SixBits(word >> (58 - 6 * UInt64(place))).byte
            }
            return count
        }
    }

    private static let mostOfShort = 10
    /// More than any number of characters in a word, and no part of an address.
    private static let longMark: UInt64 = 15

    private var isShort: Bool { word & Self.longMark != Self.longMark }

    private static func word(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
        guard (1...32).contains(bytes.count) else { return nil }
        var word = UInt64(bytes.count)
        var shift: UInt64 = 64
        for byte in bytes {
            guard let bits = SixBits(byte)?.value else { return nil }
            guard shift > 6 else { continue }
            shift -= 6
            word |= bits << shift
        }
        guard bytes.count > mostOfShort else { return word }
        let address = LongCode.address(of: String(decoding: bytes, as: UTF8.self))
        // A text that lies where an address has its lowest bits would be another code.
        precondition(address & longMark == 0)
        return address | longMark
    }

    private var long: LongCode {
        guard let address = UnsafeRawPointer(bitPattern: UInt(word & ~Self.longMark)) else {
            preconditionFailure("a long code has an address")
        }
        return Unmanaged<LongCode>.fromOpaque(address).takeUnretainedValue()
    }
}

extension Code: Comparable {
    /// By bytes, never by locale.
    package static func < (a: Code, b: Code) -> Bool {
        if a.isShort && b.isShort { return a.word < b.word }
        return a.word != b.word && a.text < b.text
    }
}

extension Code: CustomStringConvertible {
    package var description: String { text }
}

/// The text of a code of more than ten characters, each once and kept until the program ends, so that the address
/// stands for it.
private final class LongCode: Sendable {
    let text: String
    private init(_ text: String) { self.text = text }

    private static let all = Mutex<[String: LongCode]>([:])

    static func address(of text: String) -> UInt64 {
        let code = all.withLock { all in
            if let known = all[text] { return known }
            let code = LongCode(text)
            all[text] = code
            return code
        }
        return UInt64(UInt(bitPattern: Unmanaged.passUnretained(code).toOpaque()))
    }
}

/// A character of a code: there are just 64, numbered in the order of ASCII.
private struct SixBits {
    let value: UInt64

    init(_ bits: UInt64) { value = bits & 63 }

    init?(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "-"): value = 0
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt64(byte - UInt8(ascii: "0")) + 1
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt64(byte - UInt8(ascii: "A")) + 11
        case UInt8(ascii: "_"): value = 37
        case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt64(byte - UInt8(ascii: "a")) + 38
        default: return nil
        }
    }

    var byte: UInt8 {
        let bits = UInt8(truncatingIfNeeded: value)
        switch bits {
        case 0: return UInt8(ascii: "-")
        case 1...10: return UInt8(ascii: "0") + bits - 1
        case 11...36: return UInt8(ascii: "A") + bits - 11
        case 37: return UInt8(ascii: "_")
        default: return UInt8(ascii: "a") + bits - 38
        }
    }
}
