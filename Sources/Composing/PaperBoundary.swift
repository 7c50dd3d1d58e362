import Model

extension DiagnosticCode {
    /// A fact of somebody else would stand in a personal paper.
    package static let foreignFact = DiagnosticCode("E850")
}

/// What may stand in one paper: facts of its owners, and staff numbers of people in role fields.
///
/// Every fact enters with the holder it belongs to. One foreign fact costs the whole paper: half a report
/// with somebody else's data taken out would still be wrong.
struct PaperBoundary: Sendable {
    let subject: Code
    private let owners: Set<Holder>
    private let directory: Directory
    private(set) var permitted: Set<Code> = []
    private(set) var findings: [Diagnostic] = []

    init(subject: Code, owners: Set<Holder>, directory: Directory) {
        self.subject = subject
        self.owners = owners
        self.directory = directory
        permitted = Set(owners.filter { $0.kind == .person }.map(\.code))
    }

    mutating func admit<Fact>(
        _ fact: Fact, of owner: Holder, as what: String, at place: SourcePlace?
    ) -> Fact? {
        guard owners.contains(owner) else {
            findings.append(
                Diagnostic(
                    .foreignFact, at: place, "\(subject) 的文件中出现了属于 \(owner.code) 的\(what)，该文件不生成。",
                    remedy: "请核对这一行的对象和对象代码。", affected: [subject]))
            return nil
        }
        return fact
    }

    /// A person named for a role; the staff number may then stand in the paper.
    mutating func role(_ code: Code) -> RoleHolder {
        permitted.insert(code)
        return RoleHolder(
            code: code.text, name: directory.personName(code) ?? code.text,
            isNamesake: directory.isNamesake(code))
    }

    /// 决定人, 批准人, 验收人: a staff number, 党工委 or 管委会.
    mutating func role(named text: String) -> RoleHolder {
        guard let code = Code(text), directory.personName(code) != nil else {
            return RoleHolder(code: nil, name: text, isNamesake: false)
        }
        return role(code)
    }

    func document(
        _ kind: DocumentKind, period: Period, subject: String? = nil, path: String,
        facts: @autoclosure () -> Record
    ) -> Checked<Document?> {
        guard findings.isEmpty else { return Checked(nil, findings) }
        return Checked(
            Document(
                kind: kind, period: period, subject: subject ?? self.subject.text, path: path, facts: facts(),
                permittedStaffNumbers: permitted))
    }
}

/// A person in a role field, or a body (党工委) instead of one.
struct RoleHolder: Sendable {
    var code: String?
    var name: String
    var isNamesake: Bool

    static let naming = Naming<RoleHolder>(
        "角色",
        [
            .text("姓名", "姓名，或党工委、管委会", example: "陈江") { $0.name },
            .text("工号", "工号；党工委、管委会没有", example: "L002", optional: { $0.code }),
            .flag("有同名", "本园区另有同名的人，宜同时写工号") { $0.isNamesake },
        ])
}
