import Glibc
import Model

extension DiagnosticCode {
    package static let outputIsSymbolicLink = DiagnosticCode("E701")
    package static let outputNotWritable = DiagnosticCode("E710")
    package static let outputFull = DiagnosticCode("E711")
    package static let outputBroken = DiagnosticCode("E712")
    package static let outputExhausted = DiagnosticCode("E713")
    package static let outputMissing = DiagnosticCode("E715")
    package static let outputNotExpected = DiagnosticCode("E718")
}

extension Diagnostic {
    /// What an errno of a writing call means for the person who has to mend it.
    package static func outputFault(_ error: Int32, _ path: String) -> Diagnostic {
        let place = SourcePlace(file: path)
        switch error {
        case EACCES, EPERM:
            return Diagnostic(.outputNotWritable, at: place, "无权写入。", remedy: "请检查目录的所有者和权限。")
        case EROFS:
            return Diagnostic(.outputNotWritable, at: place, "文件系统是只读的。", remedy: "请检查挂载方式。")
        case ENOSPC, EDQUOT, EFBIG:
            return Diagnostic(.outputFull, at: place, "磁盘已满或超出配额。", remedy: "请腾出空间后重新运行。")
        case EMFILE, ENFILE, ENOMEM, EAGAIN:
            return Diagnostic(.outputExhausted, at: place, "系统资源不足（errno \(error)）。", remedy: "请稍后重试。")
        case ENOENT, ENOTDIR:
            return Diagnostic(.outputMissing, at: place, "没有这个目录。", remedy: "请先建立目录，或检查路径。")
        case ELOOP:
            return outputIsSymbolicLink(path)
        case EEXIST, ENOTEMPTY, EISDIR:
            return outputNotExpected(path, "名称已被占用")
        default:
            return Diagnostic(.outputBroken, at: place, "写入失败（errno \(error)）。", remedy: "请检查磁盘后重新运行。")
        }
    }

    package static func outputIsSymbolicLink(_ path: String) -> Diagnostic {
        Diagnostic(
            .outputIsSymbolicLink, at: SourcePlace(file: path), "是符号链接，不使用。", remedy: "请换成真正的目录或文件。")
    }

    package static func outputNotExpected(_ path: String, _ cause: String) -> Diagnostic {
        Diagnostic(.outputNotExpected, at: SourcePlace(file: path), "\(cause)，没有写入。", remedy: "请移走后重新运行。")
    }

    static func nameNotAllowed(_ folder: String, _ name: String) -> Diagnostic {
        outputNotExpected(folder, "名称\(quoted(name))不能用作文件名")
    }
}
