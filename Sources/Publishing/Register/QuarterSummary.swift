import Files
import Markup
import Model

/// `history.xml` of a batch: the facts that later quarters look back on.
package enum QuarterSummary {
    package static let fileName = "history.xml"
    /// 2 has the rectification items; batches of version 1 know none.
    private static let version = "2"
    private static let versions: Set = ["1", version]

    package static func write(_ quarter: IssuedQuarter) -> [UInt8] {
        var xml = RegisterXML()
        xml.open(
            "history",
            ["version": version, "period": "\(quarter.period)", "revision": "\(quarter.revision)"])
        for (code, standing) in quarter.offices.sorted(by: { $0.key < $1.key }) {
            xml.write("office", code, standing)
        }
        for (code, standing) in quarter.people.sorted(by: { $0.key < $1.key }) {
            xml.write("person", code, standing)
        }
        for card in quarter.cards.sorted(by: { $0.id.precedes($1.id) }) { xml.write(card) }
        for talk in quarter.talks.sorted(by: { $0.person < $1.person }) { xml.write(talk) }
        for item in (quarter.items ?? []).sorted(by: { $0.id.precedes($1.id) }) { xml.write(item) }
        xml.close("history")
        return xml.bytes
    }

    static func read(_ bytes: [UInt8], file: String, sequence: Int) throws(Diagnostic) -> IssuedQuarter {
        let root = try XMLElement.registerRoot(bytes, file: file, name: "history", versions: versions)
        var reader = AttributeReader(root)
        var quarter = IssuedQuarter(
            period: reader.value("period") { Period($0) } ?? Period(index: 0),
            revision: reader.whole("revision"),
            sequence: sequence)
        if root["version"] == version { quarter.items = [] }
        for element in root.children {
            switch element.name {
            case "office":
                if let code = reader.code(element) { quarter.offices[code] = reader.standing(element) }
            case "person":
                if let code = reader.code(element) { quarter.people[code] = reader.standing(element) }
            case "card":
                if let card = reader.card(element) { quarter.cards.append(card) }
            case "talk":
                if let talk = reader.talk(element, file) { quarter.talks.append(talk) }
            case "item" where quarter.items != nil:
                if let item = reader.item(element) { quarter.items?.append(item) }
            default: throw .registerDamaged(file)
            }
        }
        guard reader.isSound else { throw .registerDamaged(file) }
        return quarter
    }
}

extension Register {
    /// The summaries of all quarters and revisions, in the order in which they were issued.
    package func summaries(_ output: Folder) throws(Diagnostic) -> [IssuedQuarter] {
        guard let issued = try Self.issuedFolder(in: output) else { return [] }
        var quarters: [IssuedQuarter] = []
        for manifest in batches.map(\.manifest) where manifest.purpose.revision != nil {
            let folder = try issued.folder(manifest.directory)
            let path = folder.path + "/" + QuarterSummary.fileName
            let listed = manifest.others.first { $0.path == QuarterSummary.fileName }
            guard let bytes = try folder.read(QuarterSummary.fileName, limit: 64 << 20) else {
                throw .batchFileMissing(path)
            }
            // Everything later rests on it, so it is not believed by its size alone.
            guard listed?.sha256 == Digest.sha256(bytes) else { throw .registerDamaged(path) }
            quarters.append(try QuarterSummary.read(bytes, file: path, sequence: manifest.sequence))
        }
        return quarters
    }
}

extension RegisterXML {
    fileprivate mutating func write(_ name: String, _ code: Code, _ standing: IssuedQuarter.Standing) {
        open(
            name,
            [
                "code": code.text, "score": standing.score?.description ?? "",
                "label": standing.label ?? "",
            ])
        for (indicator, score) in standing.lines.sorted(by: { $0.key < $1.key }) {
            line("line", ["indicator": indicator.text, "score": score.description])
        }
        close(name)
    }

    fileprivate mutating func write(_ card: IssuedQuarter.Card) {
        line(
            "card",
            [
                "id": card.id, "kind": card.object.kind.rawValue, "object": card.object.code.text,
                "refused": card.isRefused ? "true" : "false", "colour": card.colour.rawValue,
                "issued": card.issued?.description ?? "", "rectifyBy": card.rectifyBy?.description ?? "",
                "rules": card.rules.map(\.rawValue).joined(separator: " "),
                "matters": card.usedMatters.map(\.token).joined(separator: " "),
                "escalates": card.escalates.joined(separator: " "),
            ])
    }

    fileprivate mutating func write(_ talk: Talk) {
        line(
            "talk",
            [
                "person": talk.person.text, "leader": talk.leader.text, "date": "\(talk.date)",
                "type": talk.type, "promise": talk.promise ?? "",
                "deadline": talk.deadline?.description ?? "",
            ])
    }
}

extension AttributeReader {
    fileprivate mutating func code(_ element: XMLElement) -> Code? { value("code", of: element) { Code($0) } }

    fileprivate mutating func standing(_ element: XMLElement) -> IssuedQuarter.Standing {
        var standing = IssuedQuarter.Standing(
            score: points("score", element), label: filled("label", element))
        for line in element.children(named: "line") {
            guard let indicator = value("indicator", of: line, { Code($0) }) else { continue }
            standing.lines[indicator] = points("score", line)
        }
        return standing
    }

    fileprivate mutating func card(_ element: XMLElement) -> IssuedQuarter.Card? {
        guard let id = filled("id", element),
            let kind = value("kind", of: element, { HolderKind(rawValue: $0) }),
            let object = value("object", of: element, { Code($0) }),
            let colour = value("colour", of: element, { CardColour(rawValue: $0) })
        else { return nil }
        return IssuedQuarter.Card(
            id: id, object: Holder(kind, object), isRefused: element["refused"] == "true", colour: colour,
            issued: day("issued", element), rectifyBy: day("rectifyBy", element),
            rules: words("rules", element).compactMap { CardRule(rawValue: $0) },
            usedMatters: words("matters", element).compactMap { CardMatter(token: $0) },
            escalates: words("escalates", element))
    }

    fileprivate mutating func talk(_ element: XMLElement, _ file: String) -> Talk? {
        guard let person = value("person", of: element, { Code($0) }),
            let leader = value("leader", of: element, { Code($0) }),
            let date = value("date", of: element, { Day(iso: $0) }), let type = filled("type", element)
        else { return nil }
        return Talk(
            person: person, leader: leader, date: date, type: type, promise: filled("promise", element),
            deadline: day("deadline", element), place: SourcePlace(file: file))
    }

    func filled(_ name: String, _ element: XMLElement) -> String? {
        element[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    func words(_ name: String, _ element: XMLElement) -> [String] {
        (element[name] ?? "").split(separator: " ").map(String.init)
    }

    mutating func day(_ name: String, _ element: XMLElement) -> Day? {
        filled(name, element).flatMap { text in value(name, of: element) { _ in Day(iso: text) } }
    }

    mutating func points(_ name: String, _ element: XMLElement) -> Points? {
        filled(name, element).flatMap { text in
            value(name, of: element) { _ in (try? Quantity(plain: text))?.rounded }
        }
    }
}

extension CardMatter {
    fileprivate var token: String {
        switch self {
        case .appeal(let code): return "appeal:\(code)"
        case .finding(let code): return "finding:\(code)"
        }
    }

    fileprivate init?(token: String) {
        let parts = token.split(separator: ":")
        guard parts.count == 2, let code = Code(String(parts[1])) else { return nil }
        self = parts[0] == "appeal" ? .appeal(code) : .finding(code)
    }
}
