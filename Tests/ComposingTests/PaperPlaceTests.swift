import Model
import Testing

@testable import Composing

struct PaperPlaceTests {
    @Test(arguments: [
        ("input/2026Q1/visits.csv", "input/2026Q1/visits.csv"),
        ("/srv/park/tables/2026Q1/Q1.xlsx", "input/2026Q1/Q1.xlsx"),
        // A quarter may be the name of a folder above, too.
        ("/backup/2025Q4/input/2026Q1/visits.csv", "input/2026Q1/visits.csv"),
        ("/srv/park/schemes/2025.xml", "input/schemes/2025.xml"), ("../calendar.csv", "input/calendar.csv"),
        ("templates/card/card.html", "templates/card/card.html"),
    ])
    func namesAFileWithoutTheFoldersAboveTheInput(path: String, shown: String) {
        #expect(SourcePlace(file: path, line: 3).onPaper == SourcePlace(file: shown, line: 3))
    }
}
