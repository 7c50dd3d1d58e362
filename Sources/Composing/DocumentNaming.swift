import Model

extension Composer {
    /// The names a template of `kind` may use; Rendering compiles against them.
    package static func type(of kind: DocumentKind) -> RecordType { types[kind] ?? declaredType(of: kind) }

    /// A kind with a name that some of its readers may not see is a fault of the program: no command starts with it.
    package static let types: [DocumentKind: RecordType] = {
        var types: [DocumentKind: RecordType] = [:]
        for kind in DocumentKind.allCases {
            let type = declaredType(of: kind)
            let hidden = type.names(hiddenFrom: kind.readers)
            precondition(hidden.isEmpty, "\(kind.rawValue): not for all readers: \(hidden)")
            types[kind] = type
        }
        return types
    }()

    private static func declaredType(of kind: DocumentKind) -> RecordType {
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
        case .talkSheet: return TalkSheet.naming.type
        case .talkList: return TalkList.naming.type
        case .performanceFile: return PerformanceFile.naming.type
        case .itemLedger: return ItemLedger.naming.type
        }
    }
}
