import Model
import Testing

struct DiagnosticTests {
    @Test func namesCodePlaceCauseAndRemedy() {
        let finding = Diagnostic(
            DiagnosticCode("E203"), at: SourcePlace(file: "input/2026Q1/results.csv", line: 17, column: 4),
            "实际值\(Diagnostic.quoted("10O"))不是数字。", remedy: "请改正。")
        #expect(finding.description == "错误 E203 input/2026Q1/results.csv:17:4 实际值“10O”不是数字。请改正。")
    }

    @Test func echoedTextIsCutAndControlCharactersAreShown() {
        #expect(Diagnostic.quoted("一\u{7}二\u{202E}") == "“一U+0007二U+202E”")
        #expect(Diagnostic.quoted(String(repeating: "长", count: 21)).count == 23)
    }

    @Test func errorsComeFirstAndThenPlaces() {
        func at(_ line: Int, _ severity: Diagnostic.Severity) -> Diagnostic {
            Diagnostic(DiagnosticCode("E1"), severity, at: SourcePlace(file: "a", line: line), "x")
        }
        #expect(
            [at(1, .warning), at(9, .error), at(2, .error)].sorted().map { $0.place?.line } == [2, 9, 1])
    }

    @Test(arguments: ["P001", "E-1024_x", "a"]) func acceptsCodes(text: String) { #expect(Code(text) != nil) }

    @Test(arguments: [
        "", "../../etc/cron.d/x", "Ｅ1024", "P 1", "工号", "a.b", String(repeating: "x", count: 33),
    ])
    func refusesCodesThatCouldLeaveAFolderOrLookAlike(text: String) { #expect(Code(text) == nil) }
}
