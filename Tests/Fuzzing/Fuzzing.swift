import Glibc
import Markup
import Model

@testable import Loading

/// The doors by which bytes of strangers come in, one fuzz target each; `.ci/fuzz` runs them.
private enum Door: String {
    case csv, zip, sheet, document, scheme

    func take(_ bytes: [UInt8]) {
        switch self {
        case .csv: readCSV(bytes)
        case .zip: readWorkbook(bytes)
        case .sheet: readSheet(bytes)
        case .document: readDocument(bytes)
        case .scheme: readScheme(bytes)
        }
    }
}

private func readCSV(_ bytes: [UInt8]) {
    var book = FindingBook()
    _ = TableReader<ResultsTable>(context: nil, origin: .file("x.csv")).read(bytes, into: &book)
}

private func readWorkbook(_ bytes: [UInt8]) {
    guard let workbook = try? Workbook(bytes, file: "x.xlsx") else { return }
    for sheet in workbook.sheets { _ = try? workbook.rows(of: sheet) }
}

/// The sheet's XML without a container around it, so that the fuzzer need not learn to zip.
private func readSheet(_ bytes: [UInt8]) {
    let origin = TableOrigin.sheet(file: "x.xlsx", name: "完成情况")
    let visitor = SheetVisitor(
        origin: origin, strings: ["指标代码", "10O", ""], looks: [.plain, .date, .percentage, .padded(3)],
        startsIn1904: false)
    _ = MarkupReader(limits: .sheet).read(bytes, file: "x.xlsx", visitor: visitor)
    var book = FindingBook()
    let rows = SheetRows(visitor.rows, headings: ResultsTable.shape.columns, origin: origin)
    _ = TableReader<ResultsTable>(context: nil, origin: origin).read(Checked(SomeRows(rows)), into: &book)
}

private func readDocument(_ bytes: [UInt8]) {
    guard let period = Period("2026Q1") else { return }
    _ = TableDocument(table: .visits, period: period, file: "visits.xml").rows(bytes, VisitsTable.shape)
}

private let schemeSchema = Schema.read(PackageResources.scheme_xsd, file: "scheme.xsd").value

private func readScheme(_ bytes: [UInt8]) {
    guard let schemeSchema else { fatalError("scheme.xsd") }
    _ = SchemeReader(schema: schemeSchema).read(bytes, file: "scheme.xml")
}

private let door: Door = {
    guard let name = getenv("FUZZ_DOOR"), let door = Door(rawValue: String(cString: name)) else {
        fatalError("FUZZ_DOOR=csv|zip|sheet|document|scheme")
    }
    return door
}()

private typealias OneInput = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>, _ take: OneInput
) -> CInt

/// libFuzzer's library asks for it even when its driver is given the function.
@_cdecl("LLVMFuzzerTestOneInput")
public func takeOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    door.take(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// The package manager calls an executable's main by this name, so libFuzzer's own main never runs.
@_cdecl("Fuzzing_main")
public func runFuzzer(_ count: CInt, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var count = count
    var words = words
    return runDriver(&count, &words) { start, count in takeOneInput(start, count) }
}
