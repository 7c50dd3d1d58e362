import CLinux
import CXLSXWriter
import Glibc
import Model

/// Writes a ``WorkbookPlan`` as an .xlsx file in memory; the only file that imports libxlsxwriter.
///
/// The same plan gives the same bytes: the library's clock is replaced by a fixed date. Texts are written as
/// strings, never as formulas, whatever they begin with.
package struct WorkbookWriter {
    /// Rows that carry a validation list; a park's tables are shorter.
    private static let validatedRows: UInt32 = 2000

    private let plan: WorkbookPlan

    package init(_ plan: WorkbookPlan) { self.plan = plan }

    /// - Parameter scratch: a folder for the library's unnamed temporary files.
    package func bytes(scratch: String) throws(Diagnostic) -> [UInt8] {
        // The library writes to a path only; this one leads to memory.
        let memory = yardstick_memory_file()
        guard memory >= 0 else { throw Self.fault(errno) }
        defer { close(memory) }
        let code = scratch.withCString { folder in
            var options = lxw_workbook_options(
                constant_memory: 0, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
            return write(to: "/proc/self/fd/\(memory)", &options)
        }
        guard code == LXW_NO_ERROR else { throw Self.fault(Int32(bitPattern: code.rawValue)) }
        return try Self.contents(of: memory)
    }

    private func write(to path: String, _ options: inout lxw_workbook_options) -> lxw_error {
        guard let book = workbook_new_opt(path, &options) else { return LXW_ERROR_MEMORY_MALLOC_FAILED }
        "Yardstick".withCString { author in
            var properties = lxw_doc_properties()
            properties.author = UnsafeMutablePointer(mutating: author)
            // 2024-01-01: nothing in a file may depend on the clock.
            properties.created = 1_704_067_200
            workbook_set_properties(book, &properties)
        }
        let styles = Styles(book)
        ExplanationSheet(plan).write(to: book, styles)
        for (index, sheet) in plan.sheets.enumerated() {
            guard let page = workbook_add_worksheet(book, sheet.name) else { continue }
            write(sheet, to: page, styles)
            if plan.opensOnRows, index == 0 { worksheet_activate(page) }
        }
        return workbook_close(book)
    }

    private func write(
        _ sheet: WorkbookPlan.Sheet, to page: UnsafeMutablePointer<lxw_worksheet>, _ styles: Styles
    ) {
        let widths = sheet.columns.indices.map { Self.width(of: $0, in: sheet) }
        for (index, column) in sheet.columns.enumerated() {
            let x = lxw_col_t(index)
            worksheet_set_column(page, x, x, widths[index], styles.format(of: column.content))
            worksheet_write_string(
                page, 0, x, column.title, column.isRequired ? styles.required : styles.optional)
            worksheet_write_comment(page, 0, x, (column.isRequired ? "必填。" : "可空。") + column.form)
            validate(column, x, on: page)
        }
        worksheet_freeze_panes(page, 1, 0)
        if plan.opensOnRows, !sheet.rows.isEmpty {
            worksheet_autofilter(page, 0, 0, lxw_row_t(sheet.rows.count), lxw_col_t(sheet.columns.count - 1))
        }
        preparePrinting(of: page, width: widths.reduce(0, +))
        for (index, row) in sheet.rows.enumerated() {
            let lines = zip(row, widths).map(Self.lines).max() ?? 1
            // Said outright: not every program breaks lines and makes room for them by itself.
            if lines > 1 { worksheet_set_row(page, lxw_row_t(index + 1), min(409, lines * 15), nil) }
            for (x, text) in row.enumerated() where !text.isEmpty && x < sheet.columns.count {
                write(text, sheet.columns[x].content, to: page, lxw_row_t(index + 1), lxw_col_t(x), styles)
            }
        }
    }

    private func write(
        _ text: String, _ content: WorkbookPlan.Content, to page: UnsafeMutablePointer<lxw_worksheet>,
        _ row: lxw_row_t, _ column: lxw_col_t, _ styles: Styles
    ) {
        let format = styles.format(of: content)
        switch content {
        case .number:
            guard let number = Self.number(text) else { break }
            worksheet_write_number(page, row, column, number, format)
            return
        case .date:
            guard let day = Day(iso: text) else { break }
            var moment = lxw_datetime(
                year: Int32(day.year), month: Int32(day.month), day: Int32(day.day), hour: 0, min: 0, sec: 0)
            worksheet_write_datetime(page, row, column, &moment, format)
            return
        default: break
        }
        worksheet_write_string(page, row, column, Self.escaped(text), format)
    }

    /// `_x0041_` means A in a workbook; libxlsxwriter leaves it to the caller to say that it does not.
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        let bytes = Array(text.utf8)
        var escaped: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            escaped.append(byte)
            let next = bytes[(index + 1)...].prefix(6)
            let isHex = next.dropFirst().prefix(4).allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
            if byte == UInt8(ascii: "_"), next.count == 6, next.first == UInt8(ascii: "x"), isHex,
                next.last == UInt8(ascii: "_")
            {
                escaped += "x005F_".utf8
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// Fifteen digits are what a workbook keeps of a number; a longer one stays text.
    private static func number(_ text: String) -> Double? {
        guard text.utf8.count(where: { (0x30...0x39).contains($0) }) <= 15,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D })
        else { return nil }
        return Double(text)
    }

    /// In characters of the standard font, as a workbook counts: of a column as wide as its longest line, at most 36,
    /// beyond which its texts are broken.
    private static func width(of place: Int, in sheet: WorkbookPlan.Sheet) -> Double {
        let column = sheet.columns[place]
        let least = max(column.content == .text && sheet.rows.isEmpty ? 20 : 11, width(of: column.title) + 3)
        let longest =
            sheet.rows.lazy.filter { place < $0.count }
            .flatMap { $0[place].split(separator: "\n").map(Self.width) }.max() ?? 0
        return max(least, min(36, longest + 2))
    }

    private static func lines(of text: String, width: Double) -> Double {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .reduce(0) { $0 + max(1, (Self.width(of: $1) / (width - 1)).rounded(.up)) }
    }

    /// Chinese characters are twice as wide as Latin ones.
    private static func width(of text: some StringProtocol) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
    }

    /// All columns on one sheet of paper, A3 when A4 would make them tiny; the head stands on every page.
    private func preparePrinting(of page: UnsafeMutablePointer<lxw_worksheet>, width: Double) {
        worksheet_set_landscape(page)
        worksheet_set_paper(page, width > 180 ? 8 : 9)
        worksheet_fit_to_pages(page, 1, 0)
        worksheet_repeat_rows(page, 0, 0)
        worksheet_set_footer(page, "&C第 &P 页 共 &N 页")
    }

    private static func contents(of memory: Int32) throws(Diagnostic) -> [UInt8] {
        var status = stat()
        guard fstat(memory, &status) == 0 else { throw fault(errno) }
        let size = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = pread(memory, buffer.baseAddress! + count, size - count, off_t(count))
                guard got > 0 else { return }
                count += got
            }
        }
        guard bytes.count == size, size > 0 else { throw fault(EIO) }
        return bytes
    }

    private static func fault(_ code: Int32) -> Diagnostic {
        Diagnostic(
            .workbookNotWritten, at: nil, "工作簿没有写成（代码 \(code)）。", remedy: "请检查磁盘空间后重试。")
    }
}

// MARK: - Validation

extension WorkbookWriter {
    private func validate(
        _ column: WorkbookPlan.Column, _ x: lxw_col_t, on page: UnsafeMutablePointer<lxw_worksheet>
    ) {
        switch column.content {
        case .words(let words):
            guard !words.isEmpty else { return }
            var pointers = words.map { strdup($0) } + [nil]
            defer { for pointer in pointers { free(pointer) } }
            pointers.withUnsafeMutableBufferPointer { list in
                var rule = lxw_data_validation()
                rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
                rule.value_list = list.baseAddress
                worksheet_data_validation_range(page, 1, x, Self.validatedRows, x, &rule)
            }
        case .code(let sheet):
            // A code typed before its sheet is filled is only warned of: the order of filling is HR's.
            "='\(sheet)'!$A$2:$A$\(Self.validatedRows)".withCString { formula in
                var rule = lxw_data_validation()
                rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
                rule.value_formula = UnsafeMutablePointer(mutating: formula)
                rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
                worksheet_data_validation_range(page, 1, x, Self.validatedRows, x, &rule)
            }
        case .text, .number, .date: return
        }
    }
}

/// The formats of one workbook; the library frees them with it.
struct Styles {
    let required: UnsafeMutablePointer<lxw_format>?
    let optional: UnsafeMutablePointer<lxw_format>?
    let wrapped: UnsafeMutablePointer<lxw_format>?
    let heading: UnsafeMutablePointer<lxw_format>?
    /// Of lines that run on over the empty cells beside them.
    let plain: UnsafeMutablePointer<lxw_format>?
    private let text: UnsafeMutablePointer<lxw_format>?
    private let date: UnsafeMutablePointer<lxw_format>?

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        required = Self.filled(book, 0xFFE699)
        optional = Self.filled(book, 0xEDEDED)
        heading = workbook_add_format(book)
        format_set_bold(heading)
        wrapped = workbook_add_format(book)
        format_set_text_wrap(wrapped)
        format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        plain = workbook_add_format(book)
        format_set_align(plain, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        text = workbook_add_format(book)
        format_set_text_wrap(text)
        format_set_align(text, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        // Text, so that Excel leaves 007 and 1-2 as they are typed.
        format_set_num_format(text, "@")
        date = workbook_add_format(book)
        format_set_num_format(date, "yyyy-mm-dd")
        format_set_align(date, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        format_set_align(date, UInt8(LXW_ALIGN_LEFT.rawValue))
    }

    func format(of content: WorkbookPlan.Content) -> UnsafeMutablePointer<lxw_format>? {
        switch content {
        case .text, .words, .code: text
        case .date: date
        case .number: nil
        }
    }

    private static func filled(_ book: UnsafeMutablePointer<lxw_workbook>, _ colour: UInt32)
        -> UnsafeMutablePointer<lxw_format>?
    {
        let format = workbook_add_format(book)
        format_set_bold(format)
        format_set_bg_color(format, colour)
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        return format
    }
}

extension DiagnosticCode {
    package static let workbookNotWritten = DiagnosticCode("E520")
}
