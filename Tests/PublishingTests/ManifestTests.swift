import Files
import Model
import Scratch
import Testing

@testable import Publishing

/// A small register: three batches in a scratch folder, the middle one a correction.
struct SmallRegister {
    let desk: Desk
    static let park = "T"
    static let period = Period(index: 2026 * 4)
    static let purposes: [BatchPurpose] = [.quarter(period), .revision(period, 1), .notices(period, 1)]

    init() throws {
        desk = try Desk()
        let session = try desk.open()
        var register = Register()
        for (position, purpose) in Self.purposes.enumerated() {
            var batch = Batch(
                purpose, after: register, park: Self.park, issueDate: Day(iso: "2026-04-1\(position)"),
                program: "1.0")
            batch.add(
                source: "input/2026Q1/results.csv",
                InputFile(path: "input/2026Q1/results.csv", bytes: Array("a,\(position)\n".utf8)))
            batch.add(other: "history.xml", [65, 10])
            let number = DocumentNumber(series: "督", year: 2026, number: position + 1)
            batch.add(
                IssuedDocument(
                    key: DocumentKey(.card, Self.period, "2026Q1-P00\(position)"), revision: 0,
                    number: number,
                    facts: "sha256:" + String(repeating: "a", count: 64), reason: "a<b & \"c\""),
                [try Papers.verified("cards/2026Q1-P00\(position).xml", "第 \(position) 件")])
            try session.issue(batch, into: &register)
        }
        var void = Batch(.void, after: register, park: Self.park, issueDate: nil, program: "1.0")
        void.add(VoidNumber(number: DocumentNumber(series: "督", year: 2026, number: 4), reason: "手工占用"))
        try session.issue(void, into: &register)
        try session.close()
    }

    func verify() -> [String] {
        do {
            let view = try OutputView.open(output: desk.output, state: desk.state)
            return try view.verify().findings.map(\.code.text)
        } catch {
            return [error.code.text]
        }
    }

    var issued: [String] { ["0001-2026Q1", "0002-2026Q1-r1", "0003-2026Q1-n1", "0004-void"] }

    func file(_ path: String) -> RawFile {
        RawFile(
            path: path.hasPrefix("state/") ? desk.scratch.path + "/" + path : desk.output + "/issued/" + path)
    }

    func manifest(_ batch: String) throws -> String {
        String(decoding: try #require(file(batch + "/manifest.xml").bytes), as: UTF8.self)
    }
}

@Suite struct ManifestTests {
    private static let empty = Manifest(
        sequence: 7, park: "T", purpose: .revision(Period(index: 2026 * 4), 2), previous: "sha256:ab",
        issueDate: Day(iso: "2026-04-10"), program: "1.0")

    private func code(_ text: String) -> String? {
        do {
            _ = try Manifest(reading: Array(text.utf8), file: "manifest.xml")
            return nil
        } catch {
            return error.code.text
        }
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let register = try SmallRegister()
        #expect(register.verify() == [])
        for batch in register.issued {
            let text = try register.manifest(batch)
            let manifest = try Manifest(reading: Array(text.utf8), file: "manifest.xml")
            #expect(String(decoding: manifest.bytes, as: UTF8.self) == text)
            #expect(manifest.directory == batch)
        }
        #expect(try register.manifest("0002-2026Q1-r1").contains("reason=\"a&lt;b &amp; &quot;c&quot;\""))
    }

    @Test(arguments: [
        // A format of another version, whatever else stands there.
        ("version=\"1\"", "version=\"99\"", "E732"), ("version=\"1\"", "version=\"0\"", "E732"),
        ("version=\"1\"", "version=\"\"", "E732"), (" version=\"1\"", "", "E732"),
        // Attributes unknown, twice, missing, in another order, or without sense.
        (" seq=", " later=\"x\" seq=", "E703"), (" seq=\"7\"", " seq=\"7\" seq=\"7\"", "E703"),
        (" park=\"T\"", "", "E703"), (" park=\"T\" seq=\"7\"", " seq=\"7\" park=\"T\"", "E703"),
        ("seq=\"7\"", "seq=\"07\"", "E703"), ("seq=\"7\"", "seq=\"seven\"", "E703"),
        ("batch=\"2026Q1-r2\"", "batch=\"2026Q1-r02\"", "E703"),
        ("batch=\"2026Q1-r2\"", "batch=\"2026Q5\"", "E703"),
        ("batch=\"2026Q1-r2\"", "batch=\"../x\"", "E703"), ("2026-04-10", "2026-4-10", "E703"),
        ("2026-04-10", "2026-02-30", "E703"),
        // Elements unknown, text, comments, space, another root, cut short.
        ("</manifest>", "<extra/>\n</manifest>", "E703"), ("</manifest>", "x</manifest>", "E703"),
        ("</manifest>", "<!-- x --></manifest>", "E703"), ("</manifest>\n", "</manifest>\n\n", "E703"),
        ("</manifest>\n", "</manifest>", "E703"), ("</manifest>\n", "", "E703"), ("manifest", "head", "E703"),
        ("<manifest", "<!DOCTYPE manifest><manifest", "E703"),
        ("\"1.0\" encoding", "\"1.1\" encoding", "E703"),
    ])
    func anyOtherSpellingIsRefused(_ old: String, _ new: String, _ expected: String) {
        let text = String(decoding: Self.empty.bytes, as: UTF8.self)
        #expect(code(text) == nil)
        #expect(text.contains(old))
        #expect(code(text.replacingOccurrences(old, new)) == expected)
    }

    @Test(arguments: [
        ("version=\"1\"", "version=\"99\"", "E732"), ("batches=\"4\"", "batches=\"5\"", "E704"),
        ("batches=\"4\"", "batches=\"2\"", "E704"), ("batches=\"4\"", "batches=\"-1\"", "E704"),
        ("batches=\"4\"", "batches=\"+4\"", "E703"), ("last=\"sha256:", "last=\"sha257:", "E704"),
        ("park=\"T\"", "park=\"U\"", "E703"), ("number=\"4\"", "number=\"3\"", "E703"),
        ("name=\"督\"", "name=\"通\"", "E703"), ("<head", "<head more=\"1\"", "E703"),
        ("</head>\n", "", "E703"),
    ])
    func aHeadThatDoesNotAgreeIsRefused(_ old: String, _ new: String, _ expected: String) throws {
        let register = try SmallRegister()
        let file = register.file("state/head.xml")
        let text = String(decoding: try #require(file.bytes), as: UTF8.self)
        #expect(text.contains(old))
        file.write(Array(text.replacingOccurrences(old, new).utf8))
        #expect(register.verify() == [expected])
        let session = try register.desk.open()
        #expect(register.desk.code { _ = try session.openRegister(park: "T") } == expected)
        #expect(file.bytes == Array(text.replacingOccurrences(old, new).utf8), "nothing is repaired silently")
    }

    @Test func anotherParkIsRefused() throws {
        let register = try SmallRegister()
        let session = try register.desk.open()
        #expect(register.desk.code { _ = try session.openRegister(park: "U") } == "E733")
        #expect(register.desk.code { _ = try session.openRegister(park: "T") } == nil)
    }

    @Test func aHeadOneBehindIsRolledForward() throws {
        let register = try SmallRegister()
        let file = register.file("state/head.xml")
        let whole = try #require(file.bytes)
        let third = try Manifest(
            reading: try #require(register.file("0003-2026Q1-n1/manifest.xml").bytes), file: "manifest.xml")
        let text = String(decoding: whole, as: UTF8.self).replacingOccurrences(
            "batches=\"4\"", "batches=\"3\""
        )
        .replacingOccurrences("number=\"4\"", "number=\"3\"")
        let last = try #require(text.split(separator: "last=\"").last?.split(separator: "\"").first)
        file.write(Array(text.replacingOccurrences(String(last), third.digest).utf8))
        #expect(register.verify() == [])
        _ = try register.desk.open().openRegister(park: "T")
        #expect(file.bytes == whole)
    }
}

/// Every byte of everything issued, in-process, so that all of them can be tried.
@Suite struct TamperTests {
    @Test func everyFlippedByteIsFound() throws {
        let register = try SmallRegister()
        var files = ["state/head.xml"]
        for batch in register.issued {
            files += ["manifest.xml", "SHA256SUMS"].map { batch + "/" + $0 }
            if batch == "0004-void" { continue }
            let card = "cards/2026Q1-P00\(register.issued.firstIndex(of: batch) ?? 0).xml"
            files += ["source/input/2026Q1/results.csv", "history.xml", card].map { batch + "/" + $0 }
        }
        var count = 0
        for path in files {
            let file = register.file(path)
            let good = try #require(file.bytes)
            for position in good.indices {
                var bad = good
                bad[position] ^= UInt8(1 << (position % 8))
                file.write(bad)
                count += 1
                #expect(!register.verify().isEmpty, "byte \(position) of \(path)")
            }
            file.write(good)
        }
        #expect(register.verify() == [])
        #expect(count > 3_900)
    }

    @Test func everyShorterFileIsFound() throws {
        let register = try SmallRegister()
        for path in register.issued.flatMap({ [$0 + "/manifest.xml", $0 + "/SHA256SUMS"] }) + [
            "state/head.xml"
        ] {
            let file = register.file(path)
            let good = try #require(file.bytes)
            for length in stride(from: 0, to: good.count, by: 13) {
                file.write(Array(good.prefix(length)))
                #expect(!register.verify().isEmpty, "\(path) with \(length) bytes")
            }
            file.write(good)
        }
        #expect(register.verify() == [])
    }
}

extension String {
    fileprivate func replacingOccurrences(_ old: String, _ new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
