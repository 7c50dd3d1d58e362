import Model

extension Composer {
    /// The names a template of `kind` may use; Rendering compiles against them.
    package static func type(of kind: DocumentKind) -> RecordType {
        switch kind {
        case .feedback: return FeedbackReport.naming.type
        case .card: return CardPaper.naming.type
        case .bulletin: return Bulletin.naming.type
        case .lifting, .withdrawal: return ClosingPaper.naming.type
        case .index: return IndexPage.naming.type
        case .decisionSheet: return DecisionSheet.naming.type
        case .runReport: return RunReport.naming.type
        case .findingList: return FindingList.naming.type
        case .feedbackPack: return PrintPack.feedbackNaming.type
        case .cardPack: return PrintPack.cardNaming.type
        case .chart: return DecompositionChart.naming.type
        case .personalList: return PersonalList.naming.type
        }
    }

    package static var types: [DocumentKind: RecordType] {
        Dictionary(uniqueKeysWithValues: DocumentKind.allCases.map { ($0, type(of: $0)) })
    }
}
