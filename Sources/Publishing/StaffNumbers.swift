import Glibc
import Model

/// All staff numbers of a period, ready to be looked for in every paper.
///
/// Looked up by a 64-bit hash of the token: the same token always has the same hash, so no number is missed,
/// and two different tokens sharing one would only hold a paper back (about once in 10⁹ years of use).
package struct StaffNumbers: Sendable {
    /// Open addressing; a slot without a code is free. Twice as many slots as numbers at least.
    private var slots: [(hash: UInt64, code: Code)?]
    /// First bytes that occur; most tokens of a page begin with another.
    private var firstBytes = [Bool](repeating: false, count: 256)

    package init(_ codes: some Sequence<Code>) {
        let sorted = Set(codes).sorted()
        var size = 16
        while size < sorted.count * 2 { size *= 2 }
        slots = Array(repeating: nil, count: size)
        for code in sorted { insert(code) }
    }

    private mutating func insert(_ code: Code) {
        var hash = TokenHash()
        for byte in code.text.utf8 { hash.add(byte) }
        var index = slot(of: hash.value)
        while slots[index] != nil { index = (index + 1) & (slots.count - 1) }
        slots[index] = (hash.value, code)
        if let first = code.text.utf8.first { firstBytes[Int(first)] = true }
    }

    func canBegin(with byte: UInt8) -> Bool { firstBytes[Int(byte)] }

    /// Whether a number stands in the bytes that is not among the permitted ones.
    ///
    /// As ``StaffNumberScanner`` would find it, but without looking at each byte: capital letters and the like, with which numbers
    /// begin, are rare in a page.
    func stand(in bytes: UnsafeRawBufferPointer, otherThan permitted: Set<Code>) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        for first in UInt8.min...UInt8.max where canBegin(with: first) {
            var place = 0
            while let found = memchr(start + place, Int32(first), bytes.count - place) {
                place = UnsafeRawPointer(found) - start
                let isBegin = place == 0 || !StaffNumberScanner.isOfToken(bytes[place - 1])
                var token = TokenHash()
                while place < bytes.count, StaffNumberScanner.isOfToken(bytes[place]) {
                    token.add(bytes[place])
                    place += 1
                }
                if isBegin, let code = code(for: token), !permitted.contains(code) { return true }
            }
        }
        return false
    }

    func code(for hash: TokenHash) -> Code? {
        var index = slot(of: hash.value)
        while let found = slots[index] {
            if found.hash == hash.value { return found.code }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    // FNV's low bits are its weak ones.
    private func slot(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    }
}

/// FNV-1a, which needs the token's bytes only once and in order. http://www.isthe.com/chongo/tech/comp/fnv/
struct TokenHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

/// Finds staff numbers as whole tokens: neighbours are not letters, digits, `-` or `_`.
///
/// Text comes in pieces, so a token may begin in one and end in the next; ``flush()`` says that it ended.
final class StaffNumberScanner {
    private let numbers: StaffNumbers
    private let permitted: Set<Code>
    @exclusivity(unchecked) private(set) var foreign: Set<Code> = []
    @exclusivity(unchecked) private var token = TokenHash()
    @exclusivity(unchecked) private var state = State.between

    private enum State { case between, inside, skipping }

    init(_ numbers: StaffNumbers, permitted: Set<Code>) {
        self.numbers = numbers
        self.permitted = permitted
    }

    func scan(_ text: Span<UInt8>) {
        text.withUnsafeBufferPointer { bytes in
            Self.isToken.withUnsafeBufferPointer { isToken in scan(bytes, isToken) }
        }
    }

    // Every byte of every paper passes here, so the state is in local variables.
    private func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ isToken: UnsafeBufferPointer<Bool>) {
        var state = state
        var token = token
        for byte in bytes {
            if isToken[Int(byte)] {
                if state == .between { state = numbers.canBegin(with: byte) ? .inside : .skipping }
                if state == .inside { token.add(byte) }
            } else if state != .between {
                if state == .inside { finish(token) }
                (state, token) = (.between, TokenHash())
            }
        }
        (self.state, self.token) = (state, token)
    }

    func flush() {
        guard state != .between else { return }
        if state == .inside { finish(token) }
        (state, token) = (.between, TokenHash())
    }

    private func finish(_ token: TokenHash) {
        if let code = numbers.code(for: token), !permitted.contains(code) { foreign.insert(code) }
    }

    private static let isToken: [Bool] = (0..<256).map { isOfToken(UInt8($0)) }

    static func isOfToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            return true
        default: return false
        }
    }
}
