import Model

/// Checks that a template is UTF-8 of characters that a page may hold.
package enum TemplateText {
    /// - Returns: the bytes without byte order mark, which the Windows editor adds.
    package static func check(_ bytes: [UInt8], path: String) throws(Diagnostic) -> [UInt8] {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw Diagnostic(
                .templateEncoding, at: SourcePlace(file: path), "文件是 UTF-16 编码。", remedy: "请另存为 UTF-8。")
        }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if let offset = firstFault(text) {
            throw Diagnostic(
                .templateEncoding, at: place(of: offset, in: text, path), "此处不是 UTF-8 编码。",
                remedy: "请用编辑器另存为 UTF-8（原文件可能是 GBK）。")
        }
        if let (offset, scalar) = firstIllegal(text) {
            throw Diagnostic(
                .templateEncoding, at: place(of: offset, in: text, path),
                "含有控制字符 \(Diagnostic.shown(String(Character(scalar))))。", remedy: "请删去它。")
        }
        return text
    }

    private static func firstFault(_ bytes: [UInt8]) -> Int? {
        var offset = 0
        while offset < bytes.count {
            guard let length = characterLength(bytes, offset) else { return offset }
            offset += length
        }
        return nil
    }

    /// Of the well-formed character at an offset: RFC 3629 §4.
    private static func characterLength(_ bytes: [UInt8], _ offset: Int) -> Int? {
        func follows(_ distance: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            offset + distance < bytes.count && range.contains(bytes[offset + distance])
        }
        switch bytes[offset] {
        case 0...0x7F: return 1
        case 0xC2...0xDF: return follows(1) ? 2 : nil
        case 0xE0: return follows(1, 0xA0...0xBF) && follows(2) ? 3 : nil
        case 0xED: return follows(1, 0x80...0x9F) && follows(2) ? 3 : nil
        case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : nil
        case 0xF0: return follows(1, 0x90...0xBF) && follows(2) && follows(3) ? 4 : nil
        case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : nil
        case 0xF4: return follows(1, 0x80...0x8F) && follows(2) && follows(3) ? 4 : nil
        default: return nil
        }
    }

    private static func firstIllegal(_ bytes: [UInt8]) -> (Int, Unicode.Scalar)? {
        var offset = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if !XMLCharacter.isAllowed(scalar) { return (offset, scalar) }
            offset += UTF8.width(scalar)
        }
        return nil
    }

    private static func place(of offset: Int, in bytes: [UInt8], _ path: String) -> SourcePlace {
        let source = TemplateSource(path: path, home: .shared, name: "", suffix: "", bytes: bytes)
        return TemplateLines(source).place(at: offset)
    }
}

extension DiagnosticCode {
    /// Not UTF-8, or characters that no page may hold.
    package static let templateEncoding = DiagnosticCode("E619")
}
