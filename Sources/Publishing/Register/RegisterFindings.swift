import Model

extension DiagnosticCode {
    package static let registerAlien = DiagnosticCode("E702")
    package static let registerDamaged = DiagnosticCode("E703")
    package static let headDisagrees = DiagnosticCode("E704")
    package static let issueDateTooEarly = DiagnosticCode("E705")
    package static let headMissing = DiagnosticCode("E730")
    package static let registerGap = DiagnosticCode("E731")
    package static let registerVersion = DiagnosticCode("E732")
    package static let registerOfOtherPark = DiagnosticCode("E733")
    package static let batchFileMissing = DiagnosticCode("E734")
    package static let numberGap = DiagnosticCode("E735")
    package static let correctionNeeded = DiagnosticCode("E736")
    package static let signoffRefused = DiagnosticCode("E737")
    package static let signoffSourceDiffers = DiagnosticCode("E120")
    package static let stagingDiffers = DiagnosticCode("E738")
    package static let fileSystemUnsupported = DiagnosticCode("E739")
    package static let fileSystemUntried = DiagnosticCode("W739")
    /// Something failed after the commit: the batch is issued, the next run finishes the rest.
    package static let issuedUnfinished = DiagnosticCode("E740")
    /// The same program makes other bytes from the same sources (`verify --rerender`).
    package static let rendersOtherwise = DiagnosticCode("E741")
    /// Input of an issued quarter was taken away; later ones rest on half a history.
    package static let issuedQuarterGone = DiagnosticCode("W742")
    /// A newer program does, as it may.
    package static let newerRendersOtherwise = DiagnosticCode("W741")
}

extension Diagnostic {
    package static func registerDamaged(_ path: String) -> Diagnostic {
        Diagnostic(
            .registerDamaged, at: SourcePlace(file: path), "已被改动。", remedy: "请从备份恢复 issued 和登记头；程序不会自行修补。")
    }

    static func registerAlien(_ path: String) -> Diagnostic {
        Diagnostic(
            .registerAlien, at: SourcePlace(file: path), "issued 中有不认识的内容。", remedy: "请移走后再运行；不要改动各批目录。")
    }

    static func batchFileMissing(_ path: String) -> Diagnostic {
        Diagnostic(.batchFileMissing, at: SourcePlace(file: path), "已签发的文件不见了。", remedy: "请从备份恢复。")
    }

    static func registerGap(_ path: String, _ what: String) -> Diagnostic {
        Diagnostic(.registerGap, at: SourcePlace(file: path), "登记不连续：\(what)。", remedy: "请从备份恢复缺少的批次。")
    }

    static func registerVersion(_ path: String, _ version: String) -> Diagnostic {
        Diagnostic(
            .registerVersion, at: SourcePlace(file: path), "格式版本\(quoted(version))不是本程序所能读的。",
            remedy: "请使用写出它的程序版本；没有改动任何文件。")
    }

    static func registerOfOtherPark(_ path: String, _ park: String) -> Diagnostic {
        Diagnostic(
            .registerOfOtherPark, at: SourcePlace(file: path), "登记属于园区\(quoted(park))，不是本方案的园区。",
            remedy: "请核对 --output、--state 和方案中的园区代码。")
    }

    static func numberGap(_ path: String, _ number: DocumentNumber) -> Diagnostic {
        Diagnostic(
            .numberGap, at: SourcePlace(file: path), "文号 \(number.label) 重复或不连续。", remedy: "请从备份恢复。")
    }

    static func headMissing(_ path: String, batches: Int) -> Diagnostic {
        Diagnostic(
            .headMissing, at: SourcePlace(file: path), "没有登记头，而 issued 中有 \(batches) 批。",
            remedy: "请恢复 state 目录；确认 issued 完整无缺后，也可执行一次 yardstick register adopt。")
    }

    static func headDisagrees(_ path: String, head: Int, found: Int) -> Diagnostic {
        Diagnostic(
            .headDisagrees, at: SourcePlace(file: path), "登记头为第 \(head) 批，issued 只有 \(found) 批；请先恢复备份。",
            remedy: "如果只是试用、要从头来过，请把 issued 和 state 一起移走。")
    }

    static func headDiffers(_ path: String, batch: Int) -> Diagnostic {
        Diagnostic(
            .headDisagrees, at: SourcePlace(file: path), "登记头记下的第 \(batch) 批与 issued 中的不是同一份。",
            remedy: "请先恢复备份。")
    }

    package static func issueDateTooEarly(_ path: String, previous: Day) -> Diagnostic {
        Diagnostic(
            .issueDateTooEarly, at: SourcePlace(file: path), "成文日期早于上一件（\(previous)）。", remedy: "请核对定稿单的日期。")
    }

    static func stagingDiffers(_ path: String) -> Diagnostic {
        Diagnostic(
            .stagingDiffers, at: SourcePlace(file: path), "写入后读回的内容不一致，未签发。", remedy: "磁盘可能有故障，请检查后重新运行。")
    }

    static func fileSystemUnsupported(_ path: String) -> Diagnostic {
        Diagnostic(
            .fileSystemUnsupported, at: SourcePlace(file: path), "这是网络或用户态文件系统，不能在上面签发。",
            remedy: "请把输出目录放在本机的 ext4 或 xfs 上；预览稿不受影响。")
    }

    static func fileSystemUntried(_ path: String) -> Diagnostic {
        Diagnostic(
            .fileSystemUntried, .warning, at: SourcePlace(file: path), "输出目录不在 ext4 或 xfs 上。",
            remedy: "断电保护只在这两种文件系统上验证过。")
    }

    /// - Parameter left: what the next run has to bring up to date.
    package static func issuedUnfinished(_ batch: String, _ cause: Diagnostic, left: String) -> Diagnostic {
        let reason = cause.headline.hasSuffix("。") ? String(cause.headline.dropLast()) : cause.headline
        return Diagnostic(
            .issuedUnfinished, at: cause.place, "已签发 \(batch)，但\(left)未更新：\(reason)。",
            remedy: "请排除原因后重新运行，即可补齐；不要删除任何文件。")
    }
}
