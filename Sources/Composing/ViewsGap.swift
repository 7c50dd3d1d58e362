import Model

/// The same work seen by the own side and by the enterprises, on one scale of 0 to 100.
struct ViewsGap: Sendable {
    enum Subject: Hashable, Sendable {
        /// Panel mean of the person against the verdicts on the appeals that the person handled.
        case person
        /// The party committee's mean for the office against its satisfaction index.
        case office
    }
    var subject: Subject
    var ownSide: Component<PanelMean>
    /// The table behind the enterprises' view is there.
    var isAsked: Bool
    var enterprises: SatisfactionFigures?
    /// Sheets or verdicts with one of the scheme's words.
    var valid: Int
    /// Under so many nothing is printed: single sheets would show.
    var needed: Int

    /// Enterprises' index less the own side's mean; `nil` while one of them is not there.
    var difference: Points? {
        guard let own = ownSide.figure, let enterprises else { return nil }
        return enterprises.index - own.mean
    }
}

extension ViewsGap {
    init(of person: PersonAssessment, by composer: Composer) {
        let assessment = composer.assessment
        let handled = composer.index.appeals(handledBy: person.person.code).filter {
            composer.index.exemption(of: $0.code) == nil
                && ($0.closed.map(assessment.period.days.contains) ?? false)
        }
        let tally = SurveyTally(words: handled.compactMap(\.verdict), assessment.scheme.satisfaction)
        self.init(.person, person.panel, isAsked: assessment.data.appeals != nil, tally, assessment)
    }

    init(of office: OfficeAssessment, by composer: Composer) {
        let assessment = composer.assessment
        let tally = composer.index.tally(about: office.office.code)
        self.init(.office, office.committee, isAsked: assessment.data.survey != nil, tally, assessment)
    }

    private init(
        _ subject: Subject, _ ownSide: Component<PanelMean>, isAsked: Bool, _ tally: SurveyTally,
        _ assessment: Assessment
    ) {
        self.subject = subject
        self.ownSide = ownSide
        self.isAsked = isAsked
        enterprises = tally.figures
        valid = tally.valid
        needed = assessment.scheme.satisfaction.minimumSheets
    }

    static let naming = Naming<ViewsGap>(
        "看法差距", for: [.leader],
        [
            .flag("为本人", "本人的综合评议与企业对本人经办诉求的评价") { $0.subject == .person },
            .flag("为股室", "股室的党工委评价与企业对股室的满意度") { $0.subject == .office },
            .points("单位评价", "单位一方的均分；未开展或暂缺的没有", example: "92.50", optional: { $0.ownSide.figure?.mean }),
            .flag("单位未开展", "本季没有这项评价") { $0.ownSide == .notDue },
            .flag("单位暂缺", "评价未报齐") { $0.ownSide == .missing },
            .points("企业指数", "企业评价的指数", example: "84.00", optional: { $0.enterprises?.index }),
            .points("企业满意率", "企业评价的满意率（%），与指数一起印", example: "95.00", optional: { $0.enterprises?.rate }),
            .whole("有效份数", "有效问卷或有效评价的份数", example: "8") { $0.valid },
            .whole("应有份数", "至少几份才印数字", example: "5") { $0.needed },
            .flag("企业未评", "本季没有这张表") { !$0.isAsked },
            .points("差距", "企业指数减单位评价，负数为企业看得低", example: "-8.50", optional: { $0.difference }),
            .points(
                "差距幅度", "差距的大小，不带正负号", example: "8.50",
                optional: { gap in
                    gap.difference.map { Points(hundredths: abs($0.hundredths)) }
                }),
            .flag("企业较低", "企业看得比单位低") { ($0.difference ?? .zero) < .zero },
            .flag("企业较高", "企业看得比单位高") { ($0.difference ?? .zero) > .zero },
        ])
}
