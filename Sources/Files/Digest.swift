import CDigest

/// SHA-256, as `sha256sum` prints it.
package enum Digest {
    /// 64 lower-case hexadecimal digits.
    package static func sha256(_ bytes: [UInt8]) -> String { hexadecimal(raw(bytes)) }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func hexadecimal(_ digest: [UInt8]) -> String {
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The 32 bytes themselves, for digests of which many are remembered: as text each would be an allocation.
    package struct Words: Hashable, Sendable {
        private let first, second, third, fourth: UInt64

        package init(of bytes: UnsafeRawBufferPointer) {
            self = Digest.raw(bytes).withUnsafeBytes { $0.loadUnaligned(as: Words.self) }
        }

        /// As ``hexadecimal`` writes it; `nil` for anything else.
        package init?(hexadecimal text: String) {
            var bytes: [UInt8] = []
            var half: UInt8?
            for digit in text.utf8 {
                guard let value = Digest.digits.firstIndex(of: digit).map(UInt8.init) else { return nil }
                if let high = half { bytes.append(high << 4 | value) }
                half = half == nil ? value : nil
            }
            guard bytes.count == MemoryLayout<Words>.size, half == nil else { return nil }
            self = bytes.withUnsafeBytes { $0.loadUnaligned(as: Words.self) }
        }

        package var hexadecimal: String {
            withUnsafeBytes(of: self) { Digest.hexadecimal(Array($0)) }
        }
    }

    /// A digest of bytes that come in pieces.
    package struct Running: Sendable {
        private var state = SHA256_CTX()

        package init() { SHA256_Init(&state) }

        package mutating func add(_ bytes: UnsafeRawBufferPointer) {
            SHA256_Update(&state, bytes.baseAddress, bytes.count)
        }

        /// As ``Digest/sha256(_:)`` of all of them.
        package var sha256: String {
            var state = state
            let digest = [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { digest, count in
                SHA256_Final(digest.baseAddress, &state)
                count = Int(SHA256_DIGEST_LENGTH)
            }
            return Digest.hexadecimal(digest)
        }
    }

    /// As a Content-Security-Policy writes it, 44 characters with padding.
    package static func sha256Base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let digest = raw(bytes) + [0]  // 33 bytes make 11 groups; the last digit only fills up
        var text: [UInt8] = []
        for group in stride(from: 0, to: 33, by: 3) {
            let bits = Int(digest[group]) << 16 | Int(digest[group + 1]) << 8 | Int(digest[group + 2])
            for shift in [18, 12, 6, 0] { text.append(digits[bits >> shift & 63]) }
        }
        return String(decoding: text.dropLast(), as: UTF8.self) + "="
    }

    private static func raw(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { raw($0) } }

    private static func raw(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { digest, count in
            SHA256(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, digest.baseAddress)
            count = Int(SHA256_DIGEST_LENGTH)
        }
    }
}
