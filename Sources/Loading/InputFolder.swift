import Files
import Model

/// What lies in `input/`, sorted into schemes, calendar and quarters; nothing is opened but folders.
struct InputFolder {
    let path: String
    private(set) var schemes: [String] = []
    private(set) var calendar: String?
    private(set) var quarters: [(period: Period, folder: String)] = []
    private(set) var findings: [Diagnostic] = []

    /// Throws when the folder itself cannot be listed.
    init(_ path: String) throws(Diagnostic) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        for name in try FileReader.names(in: path) where !Self.isIgnored(name) { sort(name) }
        quarters.sort { $0.period < $1.period }
    }

    /// What issued batches kept, where each quarter lies in a folder of its own.
    init(_ kept: KeptInput) {
        path = kept.settings
        schemes = kept.schemes
        calendar = kept.calendar
        quarters = kept.quarters.sorted { $0.period < $1.period }
    }

    var schemesFolder: String { path + "/schemes" }

    private mutating func sort(_ name: String) {
        let file = path + "/" + name
        if name == "schemes" { return listSchemes() }
        if name == TableName.calendar.fileName {
            calendar = file
            return
        }
        let isFolder: Bool
        do throws(Diagnostic) {
            isFolder = try FileReader.presence(of: file) == .folder
        } catch {
            findings.append(error)
            return
        }
        if let period = Period(name), isFolder {
            quarters.append((period, file))
        } else if isFolder || Period(name) != nil {
            findings.append(unknownFolder(name, file))
        } else if let finding = StrayFile.finding(name, file: file, known: [TableName.calendar.fileName]) {
            findings.append(finding)
        }
    }

    private mutating func listSchemes() {
        do throws(Diagnostic) {
            for name in try FileReader.names(in: schemesFolder) where !Self.isIgnored(name) {
                let file = schemesFolder + "/" + name
                if name.hasSuffix(".xml") { schemes.append(file) } else { findings.append(.notRead(file)) }
            }
        } catch {
            findings.append(error)
        }
    }

    private func unknownFolder(_ name: String, _ file: String) -> Diagnostic {
        let place = SourcePlace(file: file)
        if Period(name) != nil {
            return Diagnostic(.unknownFolder, at: place, "不是目录。", remedy: "季度数据应放在目录里。")
        }
        // 2026Q5, 2026q1, 2026-Q1, 2026年一季度: meant as a quarter, so its data would be missed.
        let isLikePeriod = name.utf8.prefix(4).allSatisfy { (0x30...0x39).contains($0) }
        if isLikePeriod {
            return Diagnostic(
                .invalidPeriod, at: place, "季度\(Diagnostic.quoted(name))无效。", remedy: "请改名为 2025Q1 的样子。")
        }
        return Diagnostic(
            .unknownFolder, at: place, "不认识的目录\(Diagnostic.quoted(name))。",
            remedy: "这里只放 schemes、calendar.csv 和各季度目录。")
    }

    /// Hidden files, locks and back-ups of editors, notes: nobody means them as data.
    static func isIgnored(_ name: String) -> Bool {
        let suffixes = [".bak", "~", ".tmp", ".md", ".txt"]
        return name.hasPrefix(".") || name.hasPrefix("~$") || suffixes.contains { name.hasSuffix($0) }
            || ["Thumbs.db", "desktop.ini"].contains(name)
    }
}

/// What lies in a quarter's folder.
struct QuarterFolder {
    let path: String
    /// CSV files; a table may stand in a workbook or an XML document instead.
    private(set) var tables: [TableName: String] = [:]
    private(set) var documents: [TableName: String] = [:]
    private(set) var workbooks: [String] = []
    private(set) var signoffs: [SignoffFile] = []
    private(set) var findings: [Diagnostic] = []

    init(_ path: String) throws(Diagnostic) {
        self.path = path
        for name in try FileReader.names(in: path) where !InputFolder.isIgnored(name) { sort(name) }
        signoffs.sort { ($0.isNotices ? 1 : 0, $0.revision) < ($1.isNotices ? 1 : 0, $1.revision) }
    }

    private mutating func sort(_ name: String) {
        if let table = TableName.ofQuarter.first(where: { $0.fileName == name }) {
            tables[table] = path + "/" + name
        } else if let table = TableName.ofQuarter.first(where: { $0.documentName == name }) {
            documents[table] = path + "/" + name
        } else if name.lowercased().hasSuffix(".xlsx") {
            workbooks.append(path + "/" + name)
        } else if let signoff = SignoffFile(name: name, in: path) {
            signoffs.append(signoff)
        } else if let finding = StrayFile.finding(
            name, file: path + "/" + name, known: TableName.ofQuarter.map(\.fileName))
        {
            findings.append(finding)
        }
    }
}

/// A file nobody asked for: data under a wrong name must not be missed, anything else is only mentioned.
enum StrayFile {
    static func finding(_ name: String, file: String, known: [String]) -> Diagnostic? {
        let place = SourcePlace(file: file)
        let lower = name.lowercased()
        if lower.hasSuffix(".csv") {
            return Diagnostic(
                .unknownTable, at: place, "不认识的表\(Diagnostic.quoted(name))\(hint(name, known))。",
                remedy: "请改为规定的文件名（见 docs/tables.md），或移出这个目录。")
        }
        if [".xlsx", ".xls", ".xlsm", ".et", ".ods", ".xml", ".json"].contains(where: lower.hasSuffix) {
            return Diagnostic(
                .unsupportedFormat, at: place, "这种文件不读取。", remedy: "请另存为 .xlsx 或 CSV UTF-8，或移出这个目录。")
        }
        return .notRead(file)
    }

    /// 股室.csv is meant as offices.csv.
    private static func hint(_ name: String, _ known: [String]) -> String {
        let stem = String(name.dropLast(4))
        if let table = TableName.allCases.first(where: { $0.title == stem }), known.contains(table.fileName) {
            return "（是否为“\(table.fileName)”？）"
        }
        return NearestWord.hint(for: name, among: known)
    }
}

extension Diagnostic {
    static func notRead(_ file: String) -> Diagnostic {
        Diagnostic(.notRead, .warning, at: SourcePlace(file: file), "没有读取。", remedy: "如是数据，请改为规定的文件名。")
    }
}

extension DiagnosticCode {
    static let unknownTable = DiagnosticCode("E117")
    static let unknownFolder = DiagnosticCode("E118")
    static let unsupportedFormat = DiagnosticCode("E310")
    static let notRead = DiagnosticCode("W198")
}
