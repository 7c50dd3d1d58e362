/// An indicator of the sample, as far as a maker of targets and results must know it.
struct MadeIndicator {
    let cells: [Substring]
    /// Its place in the table, as a key for draws.
    let number: Int

    var code: Substring { cells[0] }
    var isIncentive: Bool { cells[2] == "激励" }
    var unit: Substring { cells[5] }
    var isCumulative: Bool { cells[7] == "累计" }
    var method: Substring { cells[8] }
    var source: Substring { cells[12] }
    var isFromLedger: Bool { source.contains(":") }
    private var followsPath: Bool { cells[13].contains("序时") }

    /// Only offices are asked about by firms.
    var isForPeople: Bool { method != "G" }

    /// The table's row with another responsible office.
    func row(responsible office: String) -> String {
        var cells = cells.map(String.init)
        cells[11] = office
        return cells.joined(separator: ",")
    }

    /// Tenths; `nil` for 据实.
    func target(quarter: Int) -> Int? {
        switch method {
        case "D", "E": return nil
        case "C", "C/V", "V": return 0
        case "F": return 900
        case "H": return 960
        case "I": return 80
        default: break
        }
        if source == "走访台账:家次" { return 30 }
        if source == "诉求台账:办结条数" { return 20 }
        if followsPath { return [200, 450, 720, 1000][quarter - 1] }
        return unit == "%" || unit == "分" ? 1000 : isCumulative ? 40 * quarter : 100
    }

    /// The reported actual in tenths; `ratio` is what was reached in per cent, `luck` 0 ..< 100.
    func actual(quarter: Int, ratio: Int, luck: Int) -> Int {
        switch method {
        case "D": return luck < 20 ? 10 : 0
        case "E": return 10 * (1 + luck % 6)
        case "C", "C/V", "V": return luck < 4 ? 10 : 0
        case "H": return 960 * 100 / ratio
        case "I": return 80 + (ratio - 100) / 2
        default:
            let tenths = (target(quarter: quarter) ?? 0) * ratio / 100
            let isCounted = ["家", "项", "个", "件", "起", "篇"].contains(unit)
            return isCounted ? (tenths + 5) / 10 * 10 : unit == "%" ? min(tenths, 1000) : tenths
        }
    }

    static func plain(_ tenths: Int) -> String {
        tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
