import Composing
import Rendering

/// The book of places, as the shipped templates have them; a test compares it with the one in the program.
package enum TemplatePlaces {
    package static var kept: String { "\(Composer.places)" }

    package static func written(from folder: String) -> String {
        TemplateCompiler.places(in: TemplateFolder.read(folder).value, types: Composer.types)
    }

    /// The source file that holds the lines.
    package static func source(_ lines: String) -> String {
        """
        // swift-format-ignore-file
        // Written from templates/: UPDATE_EXPECTED=1 swift test --filter TemplatePlacesTests

        /// What stands where in the shipped templates; Rendering's PlaceBook explains the lines.
        enum ShippedPlaces {
            static let lines: StaticString = #\"""
        \(lines)
        \"""#
        }

        """
    }
}
