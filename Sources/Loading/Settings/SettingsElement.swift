import Markup
import Model

/// Reads attributes of a settings file that the XSD has already approved, collecting what it cannot see.
struct SettingsElement {
    let element: XMLElement
    let findings: FindingList

    init(_ element: XMLElement, _ findings: FindingList) {
        self.element = element
        self.findings = findings
    }

    func child(_ name: String) -> SettingsElement {
        guard let child = element.child(named: name) else {
            report(.badSetting, "缺少 \(name)", remedy: "请对照 docs/scheme.md 补上。")
            return self
        }
        return SettingsElement(child, findings)
    }

    func children(_ name: String) -> [SettingsElement] {
        element.children(named: name).map { SettingsElement($0, findings) }
    }

    func text(_ name: String) -> String {
        let text = element[name] ?? ""
        if text.unicodeScalars.allSatisfy({ $0.properties.isWhitespace }) {
            report(.badSetting, "属性 \(name) 为空", remedy: "请填写。")
        }
        return text
    }

    func optionalText(_ name: String) -> String? { element[name] == nil ? nil : text(name) }

    func flag(_ name: String) -> Bool { element[name] == "true" }

    func code(_ name: String) -> Code? {
        if let code = Code(text(name)) { return code }
        report(.badSetting, "属性 \(name) 不是代码", remedy: "代码只含字母、数字、- 和 _，最长 32 位。")
        return nil
    }

    func quantity(_ name: String) -> Quantity {
        if let value = try? Quantity(plain: element[name] ?? "") { return value }
        report(.badSetting, "属性 \(name) 不是数字", remedy: "请填普通小数。")
        return Quantity(whole: 0)
    }

    func points(_ name: String) -> Points {
        let value = quantity(name)
        if value.decimals > 2 { report(.badSetting, "属性 \(name) 超过两位小数", remedy: "请填最多两位小数的数。") }
        return value.rounded
    }

    func whole(_ name: String, atLeast least: Int = 0) -> Int {
        let value = quantity(name)
        let whole = value.millionths / Quantity.scale
        if !value.isWhole || whole < least {
            report(.badSetting, "属性 \(name) 应是不小于 \(least) 的整数", remedy: "请改正。")
        }
        return whole
    }

    func word<Word: RawRepresentable>(_ name: String, default word: Word) -> Word
    where Word.RawValue == String {
        if let value = Word(rawValue: element[name] ?? "") { return value }
        report(.badSetting, "属性 \(name) 的值不认识", remedy: "请对照 docs/scheme.md 改正。")
        return word
    }

    func report(_ code: DiagnosticCode, _ headline: String, remedy: String) {
        findings.add(
            Diagnostic(code, at: element.place, "\(element.name)：\(headline)。", remedy: remedy))
    }
}

/// What reading one settings file found.
final class FindingList {
    private(set) var findings: [Diagnostic] = []
    func add(_ finding: Diagnostic) { findings.append(finding) }
}

extension DiagnosticCode {
    static let badSetting = DiagnosticCode("E412")
}
