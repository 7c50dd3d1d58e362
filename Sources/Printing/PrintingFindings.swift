import Model

extension DiagnosticCode {
    package static let browserMissing = DiagnosticCode("E901")
    package static let browserUnusable = DiagnosticCode("E902")
    package static let printedWrong = DiagnosticCode("E903")
    package static let nothingToPrint = DiagnosticCode("E904")
    package static let scaleUnknown = DiagnosticCode("W905")
}

extension Diagnostic {
    private static let howToInstall =
        "Debian、Ubuntu 上请执行 sudo apt-get install chromium fonts-lxgw-wenkai fonts-noto-cjk"

    static func noBrowser(_ named: String?) -> Diagnostic {
        guard let named else {
            return Diagnostic(
                .browserMissing, at: nil, "没有找到 Chromium，不能生成 PDF。",
                remedy: "\(howToInstall)；或用 --browser 指定浏览器程序。不装也可以：用浏览器打开 HTML 文件直接打印。")
        }
        return Diagnostic(
            .browserMissing, at: SourcePlace(file: named), "不是可以执行的程序，不能生成 PDF。",
            remedy: "请写浏览器程序的绝对路径，如 /usr/bin/chromium。")
    }

    static func browserTooOld(_ program: String, _ version: Int, _ oldest: Int) -> Diagnostic {
        Diagnostic(
            .browserUnusable, at: SourcePlace(file: program), "浏览器是 \(version) 版，\(oldest) 版以前的不印页码和版记。",
            remedy: "请更新：\(howToInstall)。")
    }

    static func browserFails(_ program: String, _ cause: String) -> Diagnostic {
        Diagnostic(
            .browserUnusable, at: SourcePlace(file: program), "浏览器没有印出 PDF：\(cause)。",
            remedy: "请重新运行一次；仍不行时检查内存和磁盘，或重装浏览器：\(howToInstall)。")
    }

    static func printedWrong(_ path: String, _ what: String) -> Diagnostic {
        Diagnostic(
            .printedWrong, at: SourcePlace(file: path), "印出的 PDF 不对：\(what)，没有采用。",
            remedy: "请检查这类文书的模板样式；没有改过模板的，请报告。")
    }

    static func scaleUnknown(_ path: String) -> Diagnostic {
        Diagnostic(
            .scaleUnknown, .warning, at: SourcePlace(file: path), "看不出这份 PDF 有没有被缩小（浏览器的写法变了）。",
            remedy: "请量一下：正文一行 28 字应正好 156 毫米宽。")
    }

    package static func nothingToPrint(_ what: String) -> Diagnostic {
        Diagnostic(
            .nothingToPrint, at: nil, "\(what)没有可以印的文书。", remedy: "请检查季度和代码，并先运行 yardstick run。")
    }

    /// The exit code that a finding of printing calls for (docs/exit-codes.md); `nil` for findings of other stages.
    package var printingExitStatus: Int32? {
        switch code {
        case .browserMissing, .browserUnusable: return 69
        case .nothingToPrint: return 66
        case .printedWrong: return 78
        default: return nil
        }
    }
}
