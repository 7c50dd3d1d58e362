extension String {
    /// Free text without the full stop some people type and others leave out: the templates put their own.
    var clause: String {
        var text = self[...]
        while let last = text.last, last == "。" || last == "；" || last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
