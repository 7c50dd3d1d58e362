import Files

/// A page's Content-Security-Policy: the second wall, so it must itself be closed.
struct ContentPolicy {
    /// Complaints about the policy, without full stop.
    private(set) var complaints: [String] = []
    private var scriptHashes: Set<String> = []

    init(_ content: String, mayHaveScript: Bool) {
        let directives = content.split(separator: ";").map { $0.split(whereSeparator: \.isWhitespace) }
        if !directives.contains(["default-src", "'none'"]) {
            complaints.append("CSP 里缺少 default-src 'none'")
        }
        for directive in directives {
            guard let name = directive.first else { continue }
            for source in directive.dropFirst() where !Self.allows(source, in: name, mayHaveScript) {
                complaints.append("CSP 的 \(name) 里不能有 \(source)")
            }
            if name == "script-src" { scriptHashes.formUnion(directive.dropFirst().map(String.init)) }
        }
    }

    func permits(script: [UInt8]) -> Bool {
        scriptHashes.contains("'sha256-" + Digest.sha256Base64(script) + "'")
    }

    private static func allows(_ source: Substring, in directive: Substring, _ mayHaveScript: Bool) -> Bool {
        switch (directive, source) {
        case (_, "'none'"), ("style-src", "'unsafe-inline'"), ("img-src", "data:"): return true
        case ("style-src", _): return source.hasPrefix("'sha256-")
        case ("script-src", _): return mayHaveScript && source.hasPrefix("'sha256-")
        default: return false
        }
    }
}
