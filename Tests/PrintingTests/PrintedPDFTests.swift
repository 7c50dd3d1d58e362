import Files
import Testing

@testable import Printing

/// Files that Chromium printed, beside this test (make-pdfs).
enum PrintedFile {
    static let folder = String(#filePath.prefix(#filePath.count - "PrintedPDFTests.swift".count)) + "Pages/"

    static func bytes(_ name: String) throws -> [UInt8] {
        try FileReader.read(folder + name + ".pdf", limit: 1 << 20)
    }

    static func pdf(_ name: String) throws -> PrintedPDF { PrintedPDF(try bytes(name)) }
}

struct PrintedPDFTests {
    @Test func countsPagesAndReadsTheirSizes() throws {
        let whole = try PrintedFile.pdf("whole")
        #expect(whole.pages.count == 1)
        #expect(whole.pages[0].size.width == 594.95996)
        #expect(whole.pages[0].size.height == 841.91998)
        #expect(try PrintedFile.pdf("chart").pages.map(\.size.width) == [1191.12])
        #expect(try PrintedFile.pdf("pack").pages.count == 6)
    }

    @Test func noticesThatThePageWasShrunk() throws {
        #expect(try PrintedFile.pdf("whole").scale == 1)
        #expect(try PrintedFile.pdf("pack").scale == 1)
        let shrunk = try PrintedFile.pdf("shrunk")
        // 156 mm of paper for 200 mm of content.
        #expect(abs(shrunk.scale - 0.78) < 0.005)
        #expect(shrunk.knowsScale)
    }

    @Test func findsThePagesOfNamedPlaces() throws {
        #expect(try PrintedFile.pdf("pack").places == ["p1": 3, "p2": 5])
        #expect(try PrintedFile.pdf("odd-pack").places == ["p1": 2, "p2": 3])
    }

    /// Another browser, or another version, may write otherwise: then nothing may be taken for good.
    @Test func aFileOfAnotherShapeHasNoPages() throws {
        #expect(PrintedPDF([]).pages.isEmpty)
        #expect(PrintedPDF(Array("%PDF-1.7 nothing".utf8)).pages.isEmpty)
        #expect(PrintedPDF(Array("<html>".utf8)).pages.isEmpty)
    }

    @Test func unknownContentIsSaidToBeUnknown() throws {
        var bytes = try PrintedFile.bytes("whole")
        let stream = try #require(bytes.firstRange(of: Array("stream\n".utf8)))
        bytes[stream.upperBound + 5] ^= 0xFF
        let pdf = PrintedPDF(bytes)
        #expect(pdf.pages.count == 1)
        #expect(!pdf.knowsScale)
    }

    /// A browser that was killed leaves half a file; a bad disk changes a byte.
    @Test func noCutAndNoChangedByteMakesItTrap() throws {
        let bytes = try PrintedFile.bytes("pack")
        for length in stride(from: 0, to: bytes.count, by: 37) {
            #expect(PrintedPDF(Array(bytes.prefix(length))).pages.count <= 6)
        }
        for position in stride(from: 0, to: bytes.count, by: 53) {
            var changed = bytes
            changed[position] = UInt8(truncatingIfNeeded: position &* 7 + 13)
            #expect(PrintedPDF(changed).pages.count <= 100)
        }
    }

    @Test func aTreeThatContainsItselfEnds() {
        let text =
            "1 0 obj\n<</Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids [2 0 R 2 0 R]>>\nendobj\ntrailer <</Root 1 0 R>>"
        #expect(PrintedPDF(Array(("\n" + text).utf8)).pages.isEmpty)
    }
}

struct PrintExpectationTests {
    private func faults(_ path: String, _ page: String, _ pdf: String) throws -> [String] {
        PrintExpectation(path: path, page: Array(page.utf8)).findings(of: try PrintedFile.pdf(pdf)).map {
            $0.description
        }
    }

    private func pack(_ papers: Int) -> String {
        papers == 0
            ? ""
            : (1...papers).map {
                "<section class=\"sheet\" id=\"p\($0)\" data-paper=\"P00\($0)\" style=\"\">"
            }.joined()
    }

    @Test func goodFilesHaveNoFault() throws {
        #expect(try faults("bulletins/park.html", "", "whole") == [])
        #expect(try faults("charts/decomposition-a3.html", "", "chart") == [])
        #expect(try faults("packs/feedback-QF.html", pack(2), "pack") == [])
        #expect(try faults("packs/cards-park.html", pack(0), "pack") == [])
    }

    @Test(arguments: [
        ("bulletins/park.html", 0, "chart", "纸张大小不对"),
        ("charts/decomposition-a3.html", 0, "whole", "纸张大小不对"),
        ("bulletins/park.html", 0, "shrunk", "缩小到 78%"),
        ("packs/feedback-QF.html", 2, "odd-pack", "应为偶数页"),
        ("packs/feedback-QF.html", 3, "pack", "至少 8 页"),
        ("packs/feedback-QF.html", 2, "twisted", "第 1 份从第 2 页开始"),
    ])
    func eachFaultIsNamed(path: String, papers: Int, pdf: String, said: String) throws {
        var bytes = try PrintedFile.bytes(pdf == "twisted" ? "pack" : pdf)
        if pdf == "twisted" {
            // The place of the first paper is moved to the page before.
            let pages = PrintedPDF(bytes)
            #expect(pages.places["p1"] == 3)
            let text = String(decoding: bytes, as: UTF8.self)
            let kids = try #require(text.firstMatch(of: /\/Kids \[\d+ 0 R (\d+) 0 R (\d+) 0 R/))
            let place = try #require(bytes.firstRange(of: Array("/p1 [\(kids.2) ".utf8)))
            bytes.replaceSubrange(place, with: Array("/p1 [\(kids.1) ".utf8))
        }
        let expectation = PrintExpectation(path: path, page: Array(pack(papers).utf8))
        let findings = expectation.findings(of: PrintedPDF(bytes))
        #expect(findings.map(\.code) == [.printedWrong])
        #expect(findings.first?.headline.contains(said) == true, "\(findings)")
    }

    @Test func aPaperOfAPackSaysWhoseItIs() throws {
        let page = pack(1) + "<section class=\"sheet\" id=\"p2\" style=\"\">"
        #expect(try faults("packs/feedback-QF.html", page, "pack").first?.contains("第 2 份没有写是谁的") == true)
    }

    @Test func theSheetsOfEachPaperAreCounted() throws {
        func sheets(_ path: String, _ papers: Int, _ pdf: String) throws -> [String: Int] {
            PrintExpectation(path: path, page: Array(pack(papers).utf8)).sheets(of: try PrintedFile.pdf(pdf))
        }
        #expect(try sheets("packs/cards-park.html", 2, "pack") == ["cards/P001": 1, "cards/P002": 1])
        #expect(try sheets("packs/feedback-QF.html", 1, "pack") == ["feedback/P001": 2])
        #expect(try sheets("cards/P001.html", 0, "whole") == ["cards/P001": 1])
        #expect(try sheets("cards/P001.html", 0, "pack") == ["cards/P001": 3])
    }

    @Test func filesThatHoldTheSamePaperCheckEachOther() {
        var sheets = PaperSheets()
        #expect(sheets.add("cards/P001.html", ["cards/P001": 2]) == [])
        #expect(sheets.add("packs/cards-QF.html", ["cards/P001": 2, "cards/P002": 1]) == [])
        #expect(sheets.add("packs/feedback-QF.html", ["feedback/P001": 3]) == [])
        let findings = sheets.add("packs/cards-park.html", ["cards/P001": 2, "cards/P002": 2])
        #expect(findings.map(\.code) == [.printedWrong])
        #expect(
            findings.first?.headline.contains("cards/P002 占 2 张纸，在 packs/cards-QF.html 里却是 1 张") == true)
    }
}
