import Files
import Glibc
import Model
import Scratch
import Testing

@testable import Loading

/// A large file is read in pieces; wherever they are cut, it says what the whole says.
@Test(arguments: [1, 2, 3, 7, 64])
func readsInPiecesWhatItReadsAsAWhole(pieceSize: Int) throws {
    for bytes in PiecedBytes.all where !bytes.isEmpty {
        let whole = TableReading(of: bytes)
        let pieces = try TableReading(of: bytes, pieceSize: pieceSize)
        #expect(pieces == whole, "\(String(decoding: bytes, as: UTF8.self))")
    }
}

@Test(arguments: 1...60)
func readsSpoiltBytesInPiecesAsAWhole(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    for bytes in PiecedBytes.all {
        let spoilt = spoilt(bytes, &random)
        guard !spoilt.isEmpty else { continue }
        #expect(try TableReading(of: spoilt, pieceSize: 5) == TableReading(of: spoilt))
    }
}

/// A quote that nobody closes is reported where it stands, however much follows; memory does not grow with it.
@Test func reportsAnOpenQuoteBeforeMegabytes() throws {
    let row = Array("W1,E1,D1,满意\n".utf8)
    let bytes =
        Array("问卷编号,企业代码,股室代码,评价\nW0,E0,\"D0,满意\n".utf8)
        + (0..<(6 << 20) / row.count).flatMap { _ in row }
    let reading = try TableReading(of: bytes, pieceSize: KeptFile.pieceSize)
    #expect(reading.findings == ["E107 survey.csv:2:3"])
}

@Test func refusesARowThatIsTooLongThoughItsQuoteCloses() throws {
    let bytes =
        Array("问卷编号,企业代码,股室代码,评价\nW0,E0,\"D0,满意\n".utf8)
        + [UInt8](repeating: 0x0A, count: 3 << 20) + Array("\"\n".utf8)
    let reading = try TableReading(of: bytes, pieceSize: KeptFile.pieceSize)
    #expect(reading.findings == ["E301 survey.csv:2"])
}

@Test func givesUpAFileWithoutLineEnds() throws {
    let bytes = Array("问卷编号\n".utf8) + [UInt8](repeating: 0x41, count: 9 << 20)
    let reading = try TableReading(of: bytes, pieceSize: KeptFile.pieceSize)
    #expect(reading.findings == ["E301 survey.csv:2"])
}

/// What was digested is what is read later, or nothing is.
@Test func noticesAFileThatChangesBetweenTwoReadings() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/survey.csv"
    try folder.write(Array("问卷编号,企业代码,股室代码,评价\nW1,E1,D1,满意\n".utf8), to: "survey.csv")
    let kept = try KeptFile(FileReader.open(path, limit: 1_000)) { _ in }
    try folder.write(Array("问卷编号,企业代码,股室代码,评价\nW1,E1,D1,不满\n".utf8), to: "survey.csv")
    #expect(throws: Diagnostic.self) { try kept.bytes() }
    var book = FindingBook()
    let scan = EncodingScan(file: path)
    let text = try TableText(kept, scan, file: path)
    let table = TableReader<SurveyTable>(context: nil, origin: .file(path)).read(text, into: &book)
    #expect(table.isBroken)
    #expect(book.general.map(\.code.text) == ["E307"])
}

/// A table by what is found in it.
private struct TableReading: Equatable {
    var findings: [String] = []
    var rows: [String] = []
    var encoding = ""

    init(of bytes: [UInt8]) {
        var book = FindingBook()
        let table = Self.reader.read(bytes, into: &book)
        note(table, book)
    }

    init(of bytes: [UInt8], pieceSize: Int) throws {
        let folder = try TemporaryFolder()
        try folder.write(bytes, to: "survey.csv")
        var book = FindingBook()
        var scan = EncodingScan(file: "survey.csv")
        let file = try FileReader.open(folder.path + "/survey.csv", limit: .max)
        let kept = try KeptFile(file, pieceSize: pieceSize) { scan.add($0) }
        do throws(Diagnostic) {
            let text = try TableText(kept, scan, file: "survey.csv")
            let table = Self.reader.read(text, into: &book)
            note(table, book)
        } catch {
            book.add(error)
            note(.empty(SurveyTable.shape, .broken, .file("survey.csv")), book)
        }
    }

    private static let reader = TableReader<SurveyTable>(context: nil, origin: .file("survey.csv"))

    private mutating func note(_ table: Table<SurveySheet>, _ book: FindingBook) {
        findings = (book.general + book.ofRows.map(\.finding)).map {
            "\($0.code) \($0.place?.description ?? "")"
        }
        rows = table.values.map { "\($0.place) \($0.code) \($0.enterprise) \($0.office) \($0.answer)" }
        encoding = table.isBroken ? "" : table.encoding
    }
}

private enum PiecedBytes {
    private static let heading = "问卷编号,企业代码,股室代码,评价"
    /// 问卷编号,企业代码,股室代码,评价 and a row with 满意, in GB18030.
    private static let gb: [UInt8] =
        [
            0xCE, 0xCA, 0xBE, 0xED, 0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xC6, 0xF3, 0xD2, 0xB5, 0xB4, 0xFA, 0xC2,
            0xEB,
        ]
        + [0x2C, 0xB9, 0xC9, 0xCA, 0xD2, 0xB4, 0xFA, 0xC2, 0xEB, 0x2C, 0xC6, 0xC0, 0xBC, 0xDB, 0x0A]
        + Array("W1,E1,D1,".utf8) + [0xC2, 0xFA, 0xD2, 0xE2, 0x0A]

    static let all: [[UInt8]] =
        [
            "\(heading)\nW1,E1,D1,满意\nW2,E2,D2,不满意\n", "\(heading)\r\nW1,E1,D1,满意\r\n\r\n\nW2,E2,D2,很满意",
            "\u{FEFF}\(heading)\nW1,E1,D1,满意\n",
            "\(heading)\nW1,E1,\"D1\",\"满\n意\"\n\"W\"\"2\",E2,D2,\"a,b\r\nc\"\r\n",
            "\(heading)\nW1,E1,D1\nW2,\"E2\"x,D2,满意\nW3,E3,D3,满\"意\nW1,E1,D1,满意\n",
            "\(heading)\nW1,E1,D1,\"满意\n\n\nW2",
            "\(heading)\nW1,E1,D1,\"满意\"", "\(heading)\nW1,E1,D1,\"\"\n,,,\n", "W1,E1\n", "\u{FEFF}", "\n\n",
        ].map { Array($0.utf8) } + [
            gb, gb + [0x57, 0xFF, 0x0A],
            Array("sheet,enterprise,office,answer\nW1,E1,D1,".utf8) + [0xC2, 0xB7, 0x0A],
            [0xFF, 0xFE, 0xEE, 0x95], [0xEF, 0xBB, 0xBF, 0x41, 0xFF], gb + Array("W2,\"".utf8) + gb,
        ]
}
