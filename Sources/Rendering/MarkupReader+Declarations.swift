import Model

/// What begins with `<!` or `<?`.
extension MarkupReader {
    mutating func readBang(_ byte: UInt8, _ spot: Spot) {
        state.token.append(byte)
        let read = text(state.token)
        if read == "--" {
            state.token = []
            state.mode = .comment
        } else if read == "[CDATA[", state.resume == .content, format == .xml || isRaw {
            state.token = []
            state.mode = .characterData
        } else if read == "DOCTYPE html>", state.resume == .start, format == .html {
            state.token = []
            state.mode = .prolog
        } else if !"DOCTYPE html>".hasPrefix(read), !"--".hasPrefix(read),
            !"[CDATA[".hasPrefix(read)
                || byte == UInt8(ascii: ">")
        {
            report(
                .init(
                    spot: state.spot, "此处不能有“<!\(Diagnostic.shown(read))”。",
                    "HTML 只能以 <!DOCTYPE html> 开头，XML 不能有 DOCTYPE；注释请写 {{! … }}。"), isFatal: true)
        }
    }

    mutating func readComment(_ byte: UInt8, _ spot: Spot) {
        state.token.append(byte)
        if state.token.starts(with: Array(">".utf8)) || state.token.starts(with: Array("->".utf8)) {
            return report(.init(spot: state.spot, "注释的开头不对。", "请写成 <!-- … -->。"), isFatal: true)
        }
        guard state.token.count >= 3 else { return }
        let end = state.token.suffix(3)
        guard end.starts(with: Array("--".utf8)) else { return }
        if byte != UInt8(ascii: ">") { report(.init(spot: spot, "注释里不能有“--”。", "请改用别的符号。")) }
        state.token = []
        state.mode = state.resume == .start && format == .xml ? .prolog : state.resume
    }

    mutating func readCharacterData(_ byte: UInt8) {
        state.token = Array((state.token + [byte]).suffix(3))
        guard state.token == Array("]]>".utf8) else { return }
        state.token = []
        state.mode = .content
    }

    mutating func readInstruction(_ byte: UInt8, _ spot: Spot) {
        state.token.append(byte)
        guard byte == UInt8(ascii: ">"), state.token.dropLast().last == UInt8(ascii: "?") else { return }
        let declaration = text(state.token).split(separator: " ").joined(separator: " ").lowercased()
        let allowed = ["xml version=\"1.0\"?>", "xml version=\"1.0\" encoding=\"utf-8\"?>"]
        if format == .html || state.resume != .start || !allowed.contains(declaration) {
            report(
                .init(
                    spot: state.spot, "此处不能有“<?…?>”。",
                    "XML 模板可以用 <?xml version=\"1.0\" encoding=\"UTF-8\"?> 开头，别处不能有处理指令。"))
        }
        state.token = []
        state.mode = state.resume == .start ? .prolog : state.resume
    }
}
