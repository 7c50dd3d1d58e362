import Foundation
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
        let kind: DocumentKind
        let bytes: [UInt8]
    }

    private struct Shipped {
        let source: String
        let schema: Schema
    }

    private static let kinds = DocumentKind.allCases.filter(\.hasXML)

    private static func shipped() throws -> [DocumentKind: Shipped] {
        var shipped: [DocumentKind: Shipped] = [:]
        for kind in kinds {
            let path = "\(SampleCopy.repository)/templates/\(kind.rawValue)/\(kind.rawValue).xsd"
            let source = try String(contentsOfFile: path, encoding: .utf8)
            let schema = try #require(Schema.read(Array(source.utf8), file: path).value)
            shipped[kind] = Shipped(source: source, schema: schema)
        }
        return shipped
    }

    /// All XML papers below a folder; the kind is told by the root.
    private static func papers(in output: String) throws -> [Paper] {
        let roots = [
            "feedback-report": DocumentKind.feedback, "bulletin": .bulletin, "card-notice": .card,
            "lifting-notice": .lifting, "withdrawal-notice": .withdrawal, "personal-list": .personalList,
            "talk-sheet": .talkSheet, "performance-file": .performanceFile, "item-ledger": .itemLedger,
        ]
        let files = try FileManager.default.subpathsOfDirectory(atPath: output).sorted()
        return try files.compactMap { path in
            guard path.hasSuffix(".xml"), !path.contains("/source/") else { return nil }
            let text = try String(contentsOfFile: output + "/" + path, encoding: .utf8)
            // After the declaration.
            let root = text.split(separator: "<", maxSplits: 2).dropFirst().first ?? ""
            guard let kind = roots[String(root.prefix { $0 != " " && $0 != ">" })] else { return nil }
            return Paper(path: path, kind: kind, bytes: Array(text.utf8))
        }
    }

    private static func isPlain(_ bytes: [UInt8], _ schema: PlainSchema?) -> Bool {
        schema.map { PlainPaper.isValid(bytes, $0, limits: .output) } ?? false
    }

    // MARK: All are plain

    @Test func everyPaperOfTheSampleIsPlain() throws {
        let papers = try Self.papers(in: try FinishedSample.read().sample.folder.path + "/output")
        try expectAllPlain(papers, kinds: Set(Self.kinds))
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
        let kinds: Set<DocumentKind> = [
            .feedback, .bulletin, .card, .personalList, .talkSheet, .performanceFile, .itemLedger,
        ]
        try expectAllPlain(try Self.papers(in: folder.path + "/output"), kinds: kinds)
    }

    private func expectAllPlain(_ papers: [Paper], kinds: Set<DocumentKind>) throws {
        #expect(Set(papers.map(\.kind)).isSuperset(of: kinds))
        let shipped = try Self.shipped()
        for (kind, shipped) in shipped { #expect(shipped.schema.plain != nil, "\(kind)") }
        let left = papers.filter { !Self.isPlain($0.bytes, shipped[$0.kind]?.schema.plain) }
        #expect(left.isEmpty, "\(left.count) of \(papers.count): \(left.prefix(5).map(\.path))")
    }

    // MARK: Nothing is taken that libxml2 refuses

    /// More of it than the suite has time for: YARDSTICK_PAPER_MUTANTS=1000000 and a seed of its own in YARDSTICK_SEED.
    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    /// Small ones of each kind, because most of what may be wrong has room in them.
    private static func originals() throws -> [Paper] {
        let all = try papers(in: try FinishedSample.read().sample.folder.path + "/output")
        return kinds.flatMap { kind in
            let ofKind = all.filter { $0.kind == kind }.sorted {
                ($0.bytes.count, $0.path) < ($1.bytes.count, $1.path)
            }
            // Not only the smallest: those lack what is optional.
            return [0, ofKind.count / 3, ofKind.count / 2].filter(ofKind.indices.contains).map { ofKind[$0] }
        }
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
            if isPlain && !isValid { wrong.append(String(decoding: bytes, as: UTF8.self)) }
        }
    }

    @Test func takesNoMutantThatLibxml2Refuses() throws {
        let shipped = try Self.shipped()
        let originals = try Self.originals()
        let values = Set(
            originals.flatMap { PaperMutant(String(decoding: $0.bytes, as: UTF8.self), values: []).ownValues }
        ).sorted()
        let mutants = originals.map { PaperMutant(String(decoding: $0.bytes, as: UTF8.self), values: values) }
        let reader = MarkupReader(limits: .output)
        var random = SeededGenerator(seed: UInt64(Self.number("YARDSTICK_SEED") ?? 7))
        var tally = Tally()
        for _ in 0..<(Self.number("YARDSTICK_PAPER_MUTANTS") ?? 3000) {
            let which = random.below(originals.count)
            let schema = try #require(shipped[originals[which].kind]).schema
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
        let originals = try Self.originals()
        let reader = MarkupReader(limits: .output)
        var random = SeededGenerator(seed: UInt64(Self.number("YARDSTICK_SEED") ?? 7))
        var tally = Tally()
        var (unusable, notPlain, compiled) = (0, 0, 0)
        for _ in 0..<(Self.number("YARDSTICK_SCHEMA_MUTANTS") ?? 300) {
            let kind = Self.kinds[random.below(Self.kinds.count)]
            let source = SchemaMutant.mutated(try #require(shipped[kind]).source, &random)
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
            for paper in originals where paper.kind == kind {
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
