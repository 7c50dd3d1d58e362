import Files
import Model

/// Reads `input/calendar.csv`.
struct CalendarReader {
    let path: String

    /// `nil` when the table is broken; a faulty row is only left out.
    func read(into book: inout FindingBook, keeping file: inout InputFile?) -> [CalendarEntry]? {
        let origin = TableOrigin.file(path)
        do throws(Diagnostic) {
            let bytes = try FileReader.read(path, limit: QuarterReader.tableLimit)
            file = InputFile(path: TableName.calendar.fileName, bytes: bytes)
            var table = TableReader<CalendarTable>(context: nil, origin: origin).read(bytes, into: &book)
            guard table.isRead else { return nil }
            return table.takeSoundValues(book)
        } catch {
            book.add(error)
            return nil
        }
    }
}
