import Model
import Testing

@testable import Composing

/// Every name of every document is for all of its readers, and a name that is not is refused.
@Suite struct AudienceTests {
    @Test(arguments: DocumentKind.allCases)
    func aDocumentHasOnlyNamesForItsReaders(_ kind: DocumentKind) {
        #expect(Composer.type(of: kind).names(hiddenFrom: kind.readers) == [])
    }

    /// What only a talk sheet says would be refused in the person's report, and a person's score in a circulated paper.
    @Test func aNameForOthersIsFoundWhereverItStands() {
        let report = Naming<Int>(
            "报告",
            [
                .list("附", Naming<Int>("附件", [.list("看法", ViewsGap.naming, "看法差距") { _ in [] }]), "附件") { _ in
                    []
                }
            ])
        #expect(report.type.names(hiddenFrom: DocumentKind.talkSheet.readers) == [])
        #expect(
            report.type.names(hiddenFrom: DocumentKind.feedback.readers) == ["附/看法/为本人", "附/看法/为股室"]
                + ViewsGap.naming.type.fields.dropFirst(2).map { "附/看法/" + $0.name })
        let bulletin = Naming<Int>(
            "通报", for: .circulated,
            [
                .text("标题", "标题", example: "通报") { _ in "" },
                .record("计算", ScoreCalculation.naming, "一个人的得分", optional: { _ in nil }),
            ])
        #expect(!bulletin.type.names(hiddenFrom: DocumentKind.bulletin.readers).isEmpty)
        #expect(
            bulletin.type.names(hiddenFrom: DocumentKind.bulletin.readers).allSatisfy { $0.hasPrefix("计算/") })
    }

    @Test func aSingleNameMayBeForFewer() {
        let type = Naming<Int>(
            "甲",
            [
                .text("公开", "公开", example: "") { _ in "" },
                .text("给领导", "给领导", example: "") { _ in "" }.only(for: [.leader]),
            ]
        ).type
        #expect(type.names(hiddenFrom: [.own]) == ["给领导"])
        #expect(type.names(hiddenFrom: [.leader]) == [])
    }

    /// What stands in the sheet and not in the report is what the leader alone may see.
    @Test func theTalkSheetsOwnNamesStandInNoPersonalPaper() {
        let own = Set(TalkSheet.naming.type.fields.map(\.name))
            .subtracting(FeedbackReport.naming.type.fields.map(\.name))
        #expect(own == ["谈话事由", "可表扬", "可表扬满三条", "看法差距"])
        for kind in [DocumentKind.feedback, .feedbackPack, .personalList, .performanceFile, .card] {
            #expect(own.isDisjoint(with: Composer.type(of: kind).fields.map(\.name)), "\(kind)")
        }
    }
}
