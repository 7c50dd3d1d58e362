import Model

/// What a case is looked for: a gap of an indicator, or a project behind plan.
struct CaseWish: Sendable {
    enum Subject: Sendable {
        case line(Indicator)
        case project(type: String, stage: String)
    }
    let subject: Subject
    /// 人, 事, 资源 or 政策; `nil` when nobody has said it.
    let cause: String?
    let hasText: Bool
    let words: CaseWords
    let themes: Set<CaseTheme>
    /// What the indicator's own name says: no news beside a case of that indicator.
    let knownWords: Set<String>
    let knownThemes: Set<CaseTheme>
    /// Of a gap: the types of the projects that the person has to do with; `nil` when nobody asks.
    let projectTypes: Set<String>?

    init(_ subject: Subject, cause: String?, text: String?, projectTypes: Set<String>? = nil) {
        self.subject = subject
        self.projectTypes = projectTypes
        self.cause = cause
        let text = text ?? ""
        hasText = !text.isEmpty
        words = CaseWords(text)
        themes = CaseTheme.themes(of: text)
        switch subject {
        case .line(let indicator) where hasText:
            knownWords = CaseWords(indicator.name).pairs
            knownThemes = CaseTheme.themes(of: indicator.name)
        case .line, .project:
            knownWords = []
            knownThemes = []
        }
    }

    /// A gap: nobody has filed its cause, but 说明 of the reported result may tell it.
    init(_ line: LineAssessment, projectTypes: Set<String>) {
        var remark: String?
        if case .typed(_, _, let text) = line.origin { remark = text }
        self.init(.line(line.indicator), cause: nil, text: remark, projectTypes: projectTypes)
    }

    init(_ project: Project) {
        self.init(
            .project(type: project.type, stage: project.stage), cause: project.cause, text: project.lagReason)
    }
}
