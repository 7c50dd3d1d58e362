import Loading
import Model
import Scratch
import Testing

/// Whatever bytes a file holds, loading ends with findings or data, never with a trap.
@Test(arguments: 1...150)
func survivesSpoiltBytes(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var park = TinyPark()
    let paths = park.files.keys.sorted()
    for _ in 0..<Int.random(in: 1...4, using: &random) {
        let path = try #require(paths.randomElement(using: &random))
        park = park.with(path, bytes: spoilt(park.files[path] ?? [], &random))
    }
    let loaded = try park.load()
    #expect(loaded.findings == loaded.findings.sorted())
    #expect(loaded.data != nil || !loaded.schemeFindings.isEmpty)
    for quarter in loaded.data?.quarters ?? [] {
        // What is handed on hangs together, whatever was dropped.
        let holders = Set(quarter.people.map(\.code)).union(quarter.offices.map(\.code))
        let indicators = Set(quarter.indicators.map(\.code))
        #expect(quarter.targets.allSatisfy { holders.contains($0.holder.code) })
        #expect(quarter.targets.allSatisfy { indicators.contains($0.indicator) })
        #expect(quarter.people.allSatisfy { person in quarter.offices.contains { $0.code == person.office } })
    }
}

func spoilt(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    let tokens: [[UInt8]] = [
        [0x22], [0x2C], [0x0A], [0x0D], [0x00], [0xFF], [0xC2, 0xB7], [0xEF, 0xBB, 0xBF], Array("-9".utf8),
        Array("999999999999".utf8), Array("=:|;".utf8), Array("&lt;".utf8), Array("<a/>".utf8),
    ]
    for _ in 0..<Int.random(in: 1...6, using: &random) {
        let at = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: bytes.insert(contentsOf: tokens.randomElement(using: &random) ?? [], at: at)
        case 1 where at < bytes.count: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 0...9, using: &random)))
        default: bytes.removeSubrange(at...)
        }
    }
    return bytes
}
