import Model

extension CellForm where Value == String {
    /// A name or any other text of one line.
    static let text = line("文字")

    /// A person's name: not repeated in messages.
    static let personName = line("姓名").kept

    /// Text that may run over several lines.
    static let freeText = CellForm("文字，可换行") { text throws(CellFault) in
        guard !isPlainText(text) else { return text }
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

    /// The number of a rectification item: quarter, object and line in one.
    static let itemNumber = CellForm("编号：字母、数字、- 和 _，最长 80 位") { text throws(CellFault) in
        for part in text.split(separator: "-", omittingEmptySubsequences: false) where !part.isEmpty {
            _ = try plainCode(String(part))
        }
        guard (1...80).contains(text.utf8.count) else {
            throw CellFault(code: .badCode, predicate: "太长", remedy: "编号最长 80 位。")
        }
        return text
    }

    /// A card's id or another reference that is a code but need not resolve here.
    static let identifier = CellForm("代码：字母、数字、- 和 _，最长 32 位") { text throws(CellFault) in
        try plainCode(text).text
    }

    private static func line(_ description: String) -> CellForm {
        CellForm(description) { text throws(CellFault) in
            guard !isPlainText(text) else { return text }
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

extension CellForm where Value == [Code] {
    /// Offices of earlier quarters, which need not resolve here.
    static let formerOffices = CellForm("股室代码，几个股室合并的以 ; 分隔") { text throws(CellFault) in
        try text.split(separator: ";", omittingEmptySubsequences: false).map {
            (part) throws(CellFault) in try plainCode(String(part))
        }
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

extension Code {
    /// What somebody meant who typed full-width letters or spaces at the ends.
    init?(meant text: String) {
        let spaces: Set<Unicode.Scalar> = [" ", "\t", "\u{A0}", "\u{3000}"]
        let trimmed = text.unicodeScalars.drop { spaces.contains($0) }.reversed().drop { spaces.contains($0) }
        let half = trimmed.reversed().map { scalar in
            let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
            return isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        }
        self.init(String(String.UnicodeScalarView(half)))
    }
}

/// A code, or a fault that tells a slip from a thing that is no code at all.
func plainCode(_ text: String) throws(CellFault) -> Code {
    if let code = Code(text) { return code }
    if let meant = Code(meant: text) {
        guard text.unicodeScalars.contains(where: { (0xFF01...0xFF5E).contains($0.value) }) else {
            throw CellFault(code: .badCode, predicate: "前后有空格", remedy: "请改为 \(meant)。")
        }
        throw CellFault(code: .lookAlikeCode, predicate: "含全角字符", remedy: "请改为半角的 \(meant)。")
    }
    let isHanzi = text.unicodeScalars.contains { $0.properties.isIdeographic }
    throw CellFault(
        code: .badCode, predicate: "只能含字母、数字、- 和 _，最长 32 位",
        remedy: isHanzi ? "请填代码，不要填名称。" : "请改为规定的代码。",
        // What stands in place of a code is often a person's name.
        hidesText: isHanzi)
}

/// Whether a text is Hanzi, Chinese punctuation and printing ASCII only and not blank, so that nothing below can be
/// wrong with it; nearly every text is, and looking up the properties of each of its characters takes longer
/// than everything else about a row.
private func isPlainText(_ text: String) -> Bool {
    var sawInk = false
    var lead: UInt8 = 0
    var following = 0
    for byte in text.utf8 {
        if following > 0 {
            // Of U+F000 to U+FFFF only the full-width forms, U+FF00 to U+FF7F.
            if lead == 0xEF && following == 2 && byte != 0xBC && byte != 0xBD { return false }
            following -= 1
        } else if (0x20...0x7E).contains(byte) {
            sawInk = sawInk || byte != 0x20
        } else if (0xE3...0xE9).contains(byte) || byte == 0xEF {
            // U+3000 is a space; beyond U+3FFF there is none up to U+9FFF.
            sawInk = sawInk || byte != 0xE3
            (lead, following) = (byte, 2)
        } else {
            return false
        }
    }
    return sawInk
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
