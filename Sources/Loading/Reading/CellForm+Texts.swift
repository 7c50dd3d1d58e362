import Model

extension CellForm where Value == String {
    /// A name or any other text of one line.
    static let text = line("文字")

    /// A person's name: not repeated in messages.
    static let personName = line("姓名").kept

    /// Text that may run over several lines.
    static let freeText = CellForm("文字，可换行") { text throws(CellFault) in
        for scalar in text.unicodeScalars {
            let isLineOrTab = scalar == "\n" || scalar == "\t"
            if !isLineOrTab { try refuseControl(scalar) }
        }
        return try notBlank(text)
    }.kept

    /// A staff number, or one of the two bodies that decide.
    static let decider = CellForm("工号、党工委或管委会") { text throws(CellFault) in
        guard ["党工委", "管委会"].contains(text) || Code(text) != nil else {
            throw CellFault(
                code: .badCode, predicate: "不是工号", remedy: "请填工号、党工委或管委会。",
                hidesText: true)
        }
        return text
    }.referring(to: .person).asRole

    /// A card's id or another reference that is a code but need not resolve here.
    static let identifier = CellForm("代码：字母、数字、- 和 _，最长 32 位") { text throws(CellFault) in
        try plainCode(text).text
    }

    private static func line(_ description: String) -> CellForm {
        CellForm(description) { text throws(CellFault) in
            for scalar in text.unicodeScalars {
                try refuseControl(scalar)
                try refuseInvisible(scalar)
            }
            return try notBlank(text)
        }
    }
}

extension CellForm where Value == [String] {
    /// 标签: separated by `;`.
    static let tags = CellForm("文字，以 ; 分隔") { text throws(CellFault) in
        for scalar in text.unicodeScalars {
            try refuseControl(scalar)
            try refuseInvisible(scalar)
        }
        guard !text.unicodeScalars.contains("；") else {
            throw CellFault(code: .unknownWord, predicate: "含全角分号", remedy: "请用半角分号 ; 分隔标签。")
        }
        return text.split(separator: ";").map(String.init)
    }
}

extension CellForm where Value == Code {
    static let code = CellForm("代码：字母、数字、- 和 _，最长 32 位") { text throws(CellFault) in
        try plainCode(text)
    }

    static let person = code.referring(to: .person).described("工号")
    static let office = code.referring(to: .office).described("股室代码")
    static let indicator = code.referring(to: .indicator).described("指标代码")
    static let enterprise = code.referring(to: .enterprise).described("企业代码")

    /// The column in which a code is given its meaning.
    static func defining(_ kind: Reference.Kind) -> CellForm { code.referring(to: kind, defines: true) }
}

/// A code, or a fault that tells a slip from a thing that is no code at all.
func plainCode(_ text: String) throws(CellFault) -> Code {
    if let code = Code(text) { return code }
    let halfWidth = String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { scalar in
                let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
                return isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
            }))
    if let meant = Code(halfWidth) {
        throw CellFault(code: .lookAlikeCode, predicate: "含全角字符", remedy: "请改为半角的 \(meant)。")
    }
    let isHanzi = text.unicodeScalars.contains { $0.properties.isIdeographic }
    throw CellFault(
        code: .badCode, predicate: "只能含字母、数字、- 和 _，最长 32 位",
        remedy: isHanzi ? "请填代码，不要填名称。" : "请改为规定的代码，前后不留空格。",
        // What stands in place of a code is often a person's name.
        hidesText: isHanzi)
}

/// XML cannot carry most control characters, and nobody can see them.
private func refuseControl(_ scalar: Unicode.Scalar) throws(CellFault) {
    let isNoncharacter = scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value)
    guard scalar.properties.generalCategory == .control || isNoncharacter else { return }
    throw CellFault(
        code: .controlCharacter, predicate: "含有控制字符 \(scalarName(scalar))", remedy: "请删除后重新输入。",
        hidesText: true)
}

/// Bidirectional and zero-width characters make a name look like another one.
private func refuseInvisible(_ scalar: Unicode.Scalar) throws(CellFault) {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C:
        throw invisible(scalar, "方向控制")
    case 0x200B...0x200D, 0x2060...0x2064, 0x00AD, 0xFEFF, 0x2028, 0x2029:
        throw invisible(scalar, "零宽")
    default: return
    }
}

private func invisible(_ scalar: Unicode.Scalar, _ kind: String) -> CellFault {
    CellFault(
        code: .invisibleCharacter, predicate: "含有不可见的\(kind)字符 \(scalarName(scalar))",
        remedy: "请删除后重新输入。", hidesText: true)
}

private func scalarName(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
}

private func notBlank(_ text: String) throws(CellFault) -> String {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
        throw CellFault(code: .emptyCell, predicate: "只有空白", remedy: "请填写。", hidesText: true)
    }
    return text
}

extension DiagnosticCode {
    static let controlCharacter = DiagnosticCode("E108")
    static let invisibleCharacter = DiagnosticCode("E109")
    static let badCode = DiagnosticCode("E110")
    static let lookAlikeCode = DiagnosticCode("E112")
}
