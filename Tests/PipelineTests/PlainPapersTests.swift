import Assessing
import Composing
import Foundation
import Loading
import Markup
import Model
import ParkMaker
import Pipeline
import Publishing
import Scratch
import Testing

/// Our XML papers are validated without libxml2 (``PlainPaper``), all of them, and nothing is taken that libxml2 would refuse.
@Suite struct PlainPapersTests {
    private struct Paper {
        let path: String
        /// Tells which schema it has.
        let root: String
        let bytes: [UInt8]
    }

    private struct Shipped {
        let source: String
        let schema: Schema
    }

    private static let files =
        DocumentKind.allCases.filter(\.hasXML).map { "templates/\($0.rawValue)/\($0.rawValue).xsd" }
        + ["Sources/Composing/assessment.xsd"]

    /// By root element.
    private static func shipped() throws -> [String: Shipped] {
        var shipped: [String: Shipped] = [:]
        for file in files {
            let path = SampleCopy.repository + "/" + file
            let source = try String(contentsOfFile: path, encoding: .utf8)
            let root = try #require(source.firstMatch(of: /\n  <xs:element name="([^"]+)"/)?.1)
            let schema = try #require(Schema.read(Array(source.utf8), file: path).value)
            shipped[String(root)] = Shipped(source: source, schema: schema)
        }
        #expect(shipped.count == files.count)
        return shipped
    }

    /// All XML below a folder that has one of the schemas.
    private static func papers(in output: String, _ roots: some Collection<String>) throws -> [Paper] {
        let files = try FileManager.default.subpathsOfDirectory(atPath: output).sorted()
        return try files.compactMap { path in
            guard path.hasSuffix(".xml"), !path.contains("/source/") else { return nil }
            let text = try String(contentsOfFile: output + "/" + path, encoding: .utf8)
            // After the declaration.
            let start = text.split(separator: "<", maxSplits: 2).dropFirst().first ?? ""
            let root = String(start.prefix { $0 != " " && $0 != ">" })
            return roots.contains(root) ? Paper(path: path, root: root, bytes: Array(text.utf8)) : nil
        }
    }

    private static func isPlain(_ bytes: [UInt8], _ schema: PlainSchema?) -> Bool {
        schema.map { PlainPaper.isValid(bytes, $0, limits: .output) } ?? false
    }

    /// Cut after a line each 500 bytes or so.
    private static func isPlainInPieces(_ bytes: [UInt8], _ schema: PlainSchema?) -> Bool {
        guard let schema else { return false }
        var paper = PlainPaper(schema, limits: .output)
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.dropFirst(500).firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
            guard paper.read(Array(rest[..<end])) else { return false }
            rest = rest[end...]
        }
        return paper.isComplete
    }

    // MARK: All are plain

    @Test func everyPaperOfTheSampleIsPlain() throws {
        let shipped = try Self.shipped()
        try expectAllPlain(
            in: try FinishedSample.read().sample.folder.path + "/output", shipped, shipped.keys)
    }

    @Test func everyPaperOfAMadeParkIsPlain() throws {
        let folder = ScratchFolder()
        try ParkMaker(ParkPlan(people: 40, offices: 5, lines: 6), sample: SampleCopy.repository + "/input")
            .write(to: folder.path + "/input")
        try FileManager.default.createDirectory(
            atPath: folder.path + "/output", withIntermediateDirectories: false)
        let options = RunOptions(
            input: folder.path + "/input", templates: SampleCopy.repository + "/templates",
            output: folder.path + "/output", state: folder.path + "/state",
            startedAt: "2026-06-02T06:15:00+08:00")
        _ = Pipeline(options).run()
        let shipped = try Self.shipped()
        // Nobody's card is lifted or withdrawn there.
        let roots = Set(shipped.keys).subtracting(["lifting-notice", "withdrawal-notice"])
        try expectAllPlain(in: folder.path + "/output", shipped, roots)
    }

    private func expectAllPlain(
        in output: String, _ shipped: [String: Shipped], _ roots: some Sequence<String>
    ) throws {
        for (root, shipped) in shipped { #expect(shipped.schema.plain != nil, "\(root)") }
        let papers = try Self.papers(in: output, shipped.keys)
        #expect(Set(papers.map(\.root)).isSuperset(of: roots))
        let left = papers.filter { !Self.isPlain($0.bytes, shipped[$0.root]?.schema.plain) }
        #expect(left.isEmpty, "\(left.count) of \(papers.count): \(left.prefix(5).map(\.path))")
    }

    /// assessment.xml is cut where it can be read on.
    @Test func everyPieceOfTheLedgerIsPlain() throws {
        let schema = try #require(try Self.shipped()["assessment"]?.schema.plain)
        let data = try #require(Loader(input: SampleCopy.repository + "/input").load().data)
        for assessment in Assessor.assess(data, issued: []) {
            var paper = PlainPaper(schema, limits: .output)
            let pieces = Array(AssessmentXML.pieces(of: assessment.value))
            #expect(pieces.count > 1)
            let areRead = pieces.map { paper.read($0) }
            #expect(!areRead.contains(false))
            #expect(paper.isComplete)
        }
    }

    // MARK: Nothing is taken that libxml2 refuses

    /// More of it than the suite has time for: YARDSTICK_PAPER_MUTANTS=1000000 and a seed of its own in YARDSTICK_SEED.
    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    /// Small ones of each kind, because most of what may be wrong has room in them.
    private static func originals(_ roots: some Collection<String>) throws -> [Paper] {
        let all = try papers(in: try FinishedSample.read().sample.folder.path + "/output", roots)
        return roots.sorted().flatMap { root in
            let ofRoot = all.filter { $0.root == root }.map(thinned)
                .sorted { ($0.bytes.count, $0.path) < ($1.bytes.count, $1.path) }
            // Not only the smallest: those lack what is optional.
            return [0, ofRoot.count / 3, ofRoot.count / 2].filter(ofRoot.indices.contains).map { ofRoot[$0] }
        }
    }

    /// Of the ledger two of each kind of item; the other papers are not indented.
    private static func thinned(_ paper: Paper) -> Paper {
        guard paper.root == "assessment" else { return paper }
        var (kept, count) = ([Substring](), 0)
        for line in String(decoding: paper.bytes, as: UTF8.self).split(separator: "\n") {
            if !line.hasPrefix("    ") { count = 0 }
            if line.hasPrefix("    <"), !line.hasPrefix("    </") { count += 1 }
            if count <= 2 { kept.append(line) }
        }
        return Paper(path: paper.path, root: paper.root, bytes: Array(kept.joined(separator: "\n").utf8))
    }

    private struct Tally {
        var plain = 0
        /// libxml2 was asked and took it.
        var left = 0
        var refused = 0
        /// Must stay empty: taken here and refused by libxml2.
        var wrong: [String] = []

        mutating func add(_ bytes: [UInt8], _ schema: Schema, _ reader: MarkupReader) {
            let isPlain = PlainPapersTests.isPlain(bytes, schema.plain)
            let isValid = reader.read(bytes, file: "x.xml", schema: schema).isEmpty
            if isPlain { plain += 1 } else if isValid { left += 1 } else { refused += 1 }
            let isTaken = isPlain || PlainPapersTests.isPlainInPieces(bytes, schema.plain)
            if isTaken && !isValid { wrong.append(String(decoding: bytes, as: UTF8.self)) }
        }
    }

    @Test func takesNoMutantThatLibxml2Refuses() throws {
        let shipped = try Self.shipped()
        let originals = try Self.originals(shipped.keys)
        let values = Set(
            originals.flatMap { PaperMutant(String(decoding: $0.bytes, as: UTF8.self), values: []).ownValues }
        ).sorted()
        let mutants = originals.map { PaperMutant(String(decoding: $0.bytes, as: UTF8.self), values: values) }
        let reader = MarkupReader(limits: .output)
        var random = SeededGenerator(seed: UInt64(Self.number("YARDSTICK_SEED") ?? 7))
        var tally = Tally()
        for _ in 0..<(Self.number("YARDSTICK_PAPER_MUTANTS") ?? 3000) {
            let which = random.below(originals.count)
            let schema = try #require(shipped[originals[which].root]).schema
            tally.add(mutants[which].mutated(&random), schema, reader)
        }
        print(
            "papers: \(tally.plain) plain, \(tally.left) left to libxml2 and taken, \(tally.refused) refused by both"
        )
        #expect(tally.wrong.isEmpty, "\(tally.wrong.count): \(tally.wrong.first ?? "")")
        // Else nothing was tried.
        #expect(tally.plain > 100 && tally.left > 30 && tally.refused > 1000)
    }

    @Test func takesNothingByAMutatedSchemaThatLibxml2Refuses() throws {
        let shipped = try Self.shipped()
        let originals = try Self.originals(shipped.keys)
        let reader = MarkupReader(limits: .output)
        var random = SeededGenerator(seed: UInt64(Self.number("YARDSTICK_SEED") ?? 7))
        var tally = Tally()
        var (unusable, notPlain, compiled) = (0, 0, 0)
        let roots = shipped.keys.sorted()
        for _ in 0..<(Self.number("YARDSTICK_SCHEMA_MUTANTS") ?? 300) {
            let root = roots[random.below(roots.count)]
            let source = SchemaMutant.mutated(try #require(shipped[root]).source, &random)
            guard let schema = Schema.read(Array(source.utf8), file: "x.xsd").value else {
                unusable += 1
                continue
            }
            guard schema.plain != nil else {
                notPlain += 1
                continue
            }
            compiled += 1
            let before = tally.wrong.count
            for paper in originals where paper.root == root {
                tally.add(paper.bytes, schema, reader)
                let mutant = PaperMutant(String(decoding: paper.bytes, as: UTF8.self), values: [])
                for _ in 0..<3 { tally.add(mutant.mutated(&random), schema, reader) }
            }
            if tally.wrong.count > before { tally.wrong[before] += "\n" + source }
        }
        print(
            "schemas: \(unusable) refused by libxml2, \(notPlain) not plain, \(compiled) compiled; "
                + "papers: \(tally.plain) plain, \(tally.left) left to libxml2 and taken, \(tally.refused) refused by both"
        )
        #expect(tally.wrong.isEmpty, "\(tally.wrong.count): \(tally.wrong.first ?? "")")
        #expect(notPlain > 20 && compiled > 50 && tally.plain > 50 && tally.refused > 100)
    }
}
