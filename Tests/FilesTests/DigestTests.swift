import Files
import Testing

@Suite struct DigestTests {
    @Test(arguments: [  // FIPS 180-4 examples
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func agreesWithThePublishedVectors(_ text: String, _ digest: String) {
        #expect(Digest.sha256(Array(text.utf8)) == digest)
        let words = Array(text.utf8).withUnsafeBytes { Digest.Words(of: $0) }
        #expect(words.hexadecimal == digest)
        #expect(Digest.Words(hexadecimal: digest) == words)
    }

    @Test(arguments: [-1, 0, 1])
    func readsOnlyWholeDigests(_ more: Int) {
        let digits = String(repeating: "a", count: 64 + more)
        #expect((Digest.Words(hexadecimal: digits) != nil) == (more == 0))
        #expect(Digest.Words(hexadecimal: "A" + digits.dropFirst()) == nil)
    }

    @Test func writesBase64AsAContentPolicyDoes() {
        #expect(Digest.sha256Base64([]) == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(Digest.sha256Base64(Array("abc".utf8)) == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    }
}
