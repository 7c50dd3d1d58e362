import Foundation
import Pipeline
import Testing

/// The book of places in the program is what the shipped templates say.
struct TemplatePlacesTests {
    @Test func theBookIsThatOfTheShippedTemplates() throws {
        let written = TemplatePlaces.written(from: SampleCopy.repository + "/templates")
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
            let path = SampleCopy.repository + "/Sources/Composing/ShippedPlaces.swift"
            try TemplatePlaces.source(written).write(toFile: path, atomically: false, encoding: .utf8)
        } else {
            #expect(
                TemplatePlaces.kept == written,
                "模板有意改变以后，运行 UPDATE_EXPECTED=1 swift test --filter TemplatePlacesTests 并重新编译")
        }
    }
}
