import Model

/// Reads the bytes of one table under its form.
struct TableReader<Form: TableForm> {
    /// `nil` for tables outside any quarter.
    let context: ReadingContext?
    let origin: TableOrigin

    /// What a folder holds under the table's name.
    static func read(
        _ source: TableBytes, _ context: ReadingContext?, into book: inout FindingBook
    ) -> Table<Form.Entity> {
        switch source {
        case .absent(let origin): .empty(Form.shape, .absent, origin)
        case .unreadable(let origin): .empty(Form.shape, .broken, origin)
        case .bytes(let bytes, let origin):
            TableReader(context: context, origin: origin).read(bytes, into: &book)
        case .text(let text, let origin):
            TableReader(context: context, origin: origin).read(text, into: &book)
        case .rows(let open, let origin):
            TableReader(context: context, origin: origin).read(open(Form.shape), into: &book)
        }
    }

    /// Every fault goes to `book`; a fault of the whole table gives a broken one.
    func read(_ bytes: [UInt8], into book: inout FindingBook) -> Table<Form.Entity> {
        do throws(Diagnostic) {
            guard !bytes.isEmpty else { throw emptyFile() }
            return read(try TableText(bytes, file: origin.file), into: &book)
        } catch {
            book.add(error)
            return broken
        }
    }

    /// The same for text that comes in pieces.
    func read(_ text: TableText, into book: inout FindingBook) -> Table<Form.Entity> {
        let before = book
        do throws(Diagnostic) {
            var table = try read(CSVReader(text, origin: origin), into: &book)
            table.encoding = text.encoding.rawValue
            return table
        } catch {
            // What was read as rows were none, if the text turns out to be in no known encoding.
            if error.code == .wrongEncoding { book = before }
            book.add(error)
            return broken
        }
    }

    /// The same for rows that were taken apart before.
    func read(_ rows: Checked<SomeRows?>, into book: inout FindingBook) -> Table<Form.Entity> {
        for finding in rows.findings { book.add(finding) }
        guard let rows = rows.value else { return broken }
        do throws(Diagnostic) {
            return try read(rows, into: &book)
        } catch {
            book.add(error)
            return broken
        }
    }

    /// The same for any source of rows, a sheet of a workbook included.
    func read(
        _ source: some RowSource, into book: inout FindingBook
    ) throws(Diagnostic) -> Table<Form.Entity> {
        var source = source
        guard let titles = try source.next() else { throw emptyFile() }
        guard let header = header(of: titles, into: &book) else {
            // Read to the end all the same: an open quote further down is worth knowing at once.
            while try source.next() != nil {}
            return broken
        }
        var table = Table<Form.Entity>(shape: shape, state: .read, origin: origin, header: header)
        var reader = RowReader(header: header, origin: origin, context: context)
        let columns = ColumnPlaces(shape, header)
        while let row = try source.next() {
            guard !row.isBlank else { continue }
            append(row, columns, to: &table, &reader, book: &book)
        }
        guard table.marks.count > 0 || !shape.needsRows else { throw headerOnly() }
        reportDuplicates(in: table, book: &book)
        reportLookAlikes(in: table, book: &book)
        return table
    }

    private var shape: TableShape { Form.shape }

    private var broken: Table<Form.Entity> {
        .empty(shape, .broken, origin)
    }

    private func append(
        _ row: Row, _ columns: ColumnPlaces, to table: inout Table<Form.Entity>, _ reader: inout RowReader,
        book: inout FindingBook
    ) {
        let address = table.address(table.marks.count)
        let isRagged = row.cells.count != table.header.count
        reader.begin(row)
        if isRagged {
            var finding = ragged(row, expected: table.header.count)
            finding.row = codes(of: row)
            book.add(finding, address)
        }
        let isRemark = !isRagged && isRemark(row, needed: columns.needed)
        if isRemark { book.add(remark(row), address) }
        // The cells of a ragged row stand under wrong titles, and a remark has none; reading them would only add noise.
        let value = isRagged || isRemark ? nil : Form.entity(from: &reader)
        if !reader.findings.isEmpty {
            let shown = shown(row, table.header)
            for var finding in reader.findings {
                finding.row = shown
                book.add(finding, address)
            }
        }
        table.append(
            reader.isSound ? value : nil, of: row, fingerprint: fingerprint(of: row),
            key: columns.key.lazy.map { index in isRagged || isRemark ? nil : index.map { row.cells[$0] } },
            references: isRagged || isRemark ? possibleReferences(in: row, table.header) : reader.references)
    }

    /// A ragged row, or a remark, may still name people: every cell that could be a code may be one, and the cell under the
    /// key's title probably is what it should be.
    private func possibleReferences(in row: Row, _ header: Header) -> [Reference] {
        var found: [Reference] = []
        for (index, cell) in row.cells.enumerated() {
            guard let code = Code(cell.text) else { continue }
            let isKey = shape.key.count == 1 && header.index(of: shape.key[0]) == index
            if isKey, let kind = shape.name.definedKind {
                found.append(
                    Reference(kind: kind, code: code, column: cell.column, defines: true, isGuess: true))
            }
            found += [Reference.Kind.person, .office, .project].map {
                Reference(kind: $0, code: code, column: cell.column, defines: false, isGuess: true)
            }
        }
        return found
    }

    /// 合计, 注： and the like below a table: one finding, not one for every cell that is not there.
    ///
    /// - Parameter needed: the columns of which no cell may be empty.
    private func isRemark(_ row: Row, needed: [Int]) -> Bool {
        let empty = needed.count { row.cells[$0].text.isEmpty }
        guard empty > 0, let first = row.cells.first(where: { !$0.text.isEmpty }), Code(first.text) == nil
        else {
            return false
        }
        let words = ["合计", "总计", "小计", "注：", "注:", "备注", "说明", "填表人", "制表", "审核"]
        let filled = row.cells.count { !$0.text.isEmpty }
        return empty * 2 >= needed.count && empty > 1 && filled <= 2
            || words.contains { first.text.hasPrefix($0) }
    }

    private func remark(_ row: Row) -> Diagnostic {
        let column = row.cells.first { !$0.text.isEmpty }?.column ?? 0
        return Diagnostic(
            .remarkInTable, at: origin.place(line: row.line, column: column), "这一行不像数据，像合计、说明或只填了一两格。",
            remedy: "是合计或说明的请删去这一行（可写在另一张工作表里）；是数据的请填全。")
    }

    /// Of a ragged row, whose cells have no sure titles, the codes, numbers and dates.
    private func codes(of row: Row) -> [Diagnostic.ShownCell] {
        row.cells.filter { Code($0.text) != nil }.map { cell in
            Diagnostic.ShownCell(title: "第 \(cell.column) 格", text: Diagnostic.bare(cell.text))
        }
    }

    /// What HR recognises the row by; cells of persons' names and free text stay out.
    private func shown(_ row: Row, _ header: Header) -> [Diagnostic.ShownCell] {
        shape.columns.filter { !$0.isPrivate }.compactMap { column in
            guard let index = header.index(of: column.title), row.cells.indices.contains(index),
                !row.cells[index].text.isEmpty
            else { return nil }
            return Diagnostic.ShownCell(title: column.title, text: Diagnostic.bare(row.cells[index].text))
        }
    }

    private func fingerprint(of row: Row) -> TextHash {
        var hash = TextHash()
        for cell in row.cells { hash.add(cell.hash) }
        return hash
    }
}

/// Where a file has the columns of which the form itself asks something of every row.
private struct ColumnPlaces {
    let key: [Int?]
    let needed: [Int]

    init(_ shape: TableShape, _ header: Header) {
        key = shape.key.map { header.index(of: $0) }
        needed = shape.columns.filter(\.isRequired).compactMap { header.index(of: $0.title) }
    }
}

// MARK: - Header

extension TableReader {
    private func header(of titles: Row, into book: inout FindingBook) -> Header? {
        for finding in titles.findings { book.add(finding) }
        var indexes: [String: Int] = [:]
        var unknown: [Cell] = []
        var isSound = titles.findings.isEmpty
        for (index, cell) in titles.cells.enumerated() {
            guard let column = shape.columns.first(where: { $0.title == cell.text || $0.alias == cell.text })
            else {
                // In a sheet an empty column is only a gap; what stands below it was looked at before.
                if !cell.text.isEmpty || !origin.isSheet { unknown.append(cell) }
                continue
            }
            if indexes.updateValue(index, forKey: column.title) != nil {
                isSound = false
                book.add(duplicateTitle(cell))
            }
        }
        let missing = shape.columns.filter { $0.isRequired && indexes[$0.title] == nil }
        for cell in unknown { book.add(unknownColumn(cell, free: shape.columns, taken: indexes)) }
        for column in missing { book.add(missingColumn(column, at: titles.line, unknown: unknown)) }
        guard isSound, unknown.isEmpty, missing.isEmpty else { return nil }
        return Header(titles: shape.columns.map(\.title), indexes: indexes, count: titles.cells.count)
    }

    private func duplicateTitle(_ cell: Cell) -> Diagnostic {
        Diagnostic(
            .duplicateColumn, at: origin.place(line: cell.line, column: cell.column),
            "列名\(Diagnostic.quoted(cell.text))重复。", remedy: "请只保留一列（中文列名和英文别名只能用一个）。")
    }

    private func unknownColumn(_ cell: Cell, free: [ColumnHeading], taken: [String: Int]) -> Diagnostic {
        let place = origin.place(line: cell.line, column: cell.column)
        guard !cell.text.isEmpty else {
            return Diagnostic(.wrongColumns, at: place, "第 \(cell.column) 列没有列名。", remedy: "请删去空列或写上列名。")
        }
        let candidates = free.filter { taken[$0.title] == nil }.flatMap { [$0.title, $0.alias] }
        let hint = NearestWord.hint(for: cell.text, among: candidates)
        return Diagnostic(
            .wrongColumns, at: place, "不认识的列\(Diagnostic.quoted(cell.text))\(hint)。",
            remedy: "表“\(shape.name.title)”的列：\(shape.columns.map(\.title).joined(separator: "、"))。")
    }

    private func missingColumn(_ column: ColumnHeading, at line: Int, unknown: [Cell]) -> Diagnostic {
        let found = unknown.filter { !$0.text.isEmpty }.map { Diagnostic.quoted($0.text) }
        let seen = found.isEmpty ? "" : "；发现不认识的列\(found.joined(separator: "、"))"
        return Diagnostic(
            .wrongColumns, at: origin.place(line: line), "缺少列“\(column.title)”\(seen)。",
            remedy: "请补上这一列（英文别名 \(column.alias)）。")
    }
}

// MARK: - Rows

extension TableReader {
    private func ragged(_ row: Row, expected: Int) -> Diagnostic {
        let hint = row.cells.count > expected ? "（是否有未加引号的逗号？）" : ""
        return Diagnostic(
            .raggedRow, at: origin.place(line: row.line),
            "有 \(row.cells.count) 个字段，应为 \(expected) 个\(hint)。", remedy: "请对照表头检查这一行。")
    }

    /// Both rows are dropped: which of them is right nobody knows, and file order must not decide.
    private func reportDuplicates(in table: Table<Form.Entity>, book: inout FindingBook) {
        for (index, earlier) in table.marks.repeatedKeys() {
            book.add(duplicate(index, of: earlier, in: table), table.address(index))
            book.markFaulty(table.address(earlier))
        }
    }

    private func duplicate(_ index: Int, of earlier: Int, in table: Table<Form.Entity>) -> Diagnostic {
        let marks = table.marks
        let isSame = marks.fingerprint(of: index) == marks.fingerprint(of: earlier)
        let named = zip(shape.key, marks.key(of: index)).filter { Code($1) != nil }
            .map { "\($0) \(Diagnostic.bare($1))" }.joined(separator: "、")
        return Diagnostic(
            .duplicateRow, at: table.place(of: index, shape.key.first ?? ""),
            "\(named) 与第 \(marks.line(of: earlier)) 行重复，\(isSame ? "内容相同" : "且内容不同")。",
            remedy: "请只保留正确的一行。")
    }

    private func reportLookAlikes(in table: Table<Form.Entity>, book: inout FindingBook) {
        guard shape.key.count == 1 else { return }
        let marks = table.marks
        guard marks.mixesCases else { return }
        var first: [String: Int] = [:]
        for index in marks.indices {
            guard let text = marks.key(of: index).first, Code(text) != nil else { continue }
            guard let earlier = first.updateValue(index, forKey: text.lowercased()) else { continue }
            guard let otherText = marks.key(of: earlier).first, otherText != text else { continue }
            book.add(
                Diagnostic(
                    .lookAlikeCode, at: table.place(of: index, shape.key[0]),
                    "\(shape.key[0]) \(text) 与第 \(marks.line(of: earlier)) 行 \(otherText) 只有大小写不同。",
                    remedy: "请确认是否同一个，并统一写法。"),
                table.address(index))
        }
    }

    private func emptyFile() -> Diagnostic {
        Diagnostic(.emptyFile, at: origin.place(line: 0), "文件为空。", remedy: "应有表头和数据行。")
    }

    private func headerOnly() -> Diagnostic {
        Diagnostic(.headerOnly, at: origin.place(line: 0), "只有表头，没有数据行。", remedy: "请补上数据行。")
    }
}

extension DiagnosticCode {
    static let emptyFile = DiagnosticCode("E101")
    static let headerOnly = DiagnosticCode("E102")
    static let duplicateColumn = DiagnosticCode("E104")
    static let wrongColumns = DiagnosticCode("E105")
    static let raggedRow = DiagnosticCode("E106")
    static let duplicateRow = DiagnosticCode("E111")
    static let remarkInTable = DiagnosticCode("E121")
}
