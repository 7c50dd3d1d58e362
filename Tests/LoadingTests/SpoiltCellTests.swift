import Loading
import Model
import Testing

/// RELIABILITY's bad cells and every check of a row: one finding, at the cell, costing those named in the row.
@Test(arguments: SpoiltCell.values + SpoiltCell.codes + SpoiltCell.rules)
func pointsAtASpoiltCell(_ spoilt: SpoiltCell) throws {
    let (park, place) = try spoilt.park()
    let loaded = try park.load()
    #expect(loaded.errors.map(\.code.text).sorted() == spoilt.codes.sorted())
    let finding = try #require(loaded.errors.first { $0.code.text == spoilt.codes.first })
    #expect(finding.place == place, "\(finding)")
    #expect(finding.affected.map(\.text).joined(separator: " ") == spoilt.costs, "\(finding)")
    #expect(finding.headline.hasSuffix("。") && finding.remedy.hasSuffix("。"))
    #expect(loaded.data?.quarters.first?.withheld.isSuperset(of: finding.affected) == true)
}

extension SpoiltCell {
    static let values: [SpoiltCell] =
        ["10O", "９５", "95分", "1e2", "NaN", "inf", "-0", "", "+5", ".5", "95%", "\"1,200\"", "007", " 5"].map {
            SpoiltCell("results.csv", "K2,股室,D2,⟨21.5⟩", to: $0, "E203", costs: "D2")
        } + [
            SpoiltCell("results.csv", "K2,股室,D2,⟨21.5⟩", to: "1.12345", "E205", costs: "D2"),
            SpoiltCell("results.csv", "K2,股室,D2,⟨21.5⟩", to: "1234567890123", "E204", costs: "D2"),
            SpoiltCell("ratings.csv", "个人,P001,,1,⟨95⟩", to: "100.01", "E204", costs: "P001"),
            SpoiltCell("ratings.csv", "个人,P001,,1,⟨95⟩", to: "-1", "E204", costs: "P001"),
            SpoiltCell("ratings.csv", "个人,P001,,1,⟨95⟩", to: "59.995", "E205", costs: "P001"),
            SpoiltCell("projects.csv", "D2,⟨45⟩", to: "1000", "E204", costs: "D2 P003 X1"),
            SpoiltCell("projects.csv", "45,⟨30.5⟩", to: "30.555", "E205", costs: "D2 P003 X1"),
            SpoiltCell("indicators.csv", "k=0.5,⟨2.5⟩", to: "0", "E204", costs: "D2 P003"),
            SpoiltCell("targets.csv", "P001,50,⟨2.5⟩", to: "-2", "E204", costs: "P001"),
            SpoiltCell("spotchecks.csv", "迟到,⟨0.5⟩", to: "-0.5", "E204", costs: "P002"),
            SpoiltCell("appeals.csv", "2025-01-20,⟨10⟩", to: "0", "E204", costs: "P002"),
            SpoiltCell("appeals.csv", "2025-01-20,⟨10⟩", to: "1.5", "E205", costs: "P002"),
            SpoiltCell("visits.csv", "⟨2025-01-15⟩,P001", to: "2025/1/15", "E206", costs: "D1 P001"),
            SpoiltCell("visits.csv", "⟨2025-01-15⟩,P001", to: "2025-02-30", "E206", costs: "D1 P001"),
            SpoiltCell("visits.csv", "⟨2025-01-15⟩,P001", to: "45672", "E206", costs: "D1 P001"),
            SpoiltCell("cards.csv", "迟到,⟨2024Q4⟩", to: "2024Q5", "E209", costs: "P002"),
            SpoiltCell("people.csv", "1,P001,⟨在岗⟩", to: "在崗", "E202", costs: "P002"),
            SpoiltCell("survey.csv", "W1,E1,D1,⟨很满意⟩", to: "非常满意", "E202", costs: "D1"),
            SpoiltCell("spotchecks.csv", "记录,⟨作风⟩", to: "做风", "E202", costs: "P002"),
            SpoiltCell("enterprises.csv", "甲乙,⟨是⟩", to: "Y", "E202"),
            SpoiltCell("people.csv", "P002,⟨李四⟩", to: "", "E201", costs: "P002"),
            SpoiltCell("people.csv", "P002,⟨李四⟩", to: "　", "E201", costs: "P002"),
            SpoiltCell("people.csv", "P002,⟨李四⟩", to: "李\0四", "E108", costs: "P002"),
            SpoiltCell("people.csv", "P002,⟨李四⟩", to: "李\u{7}四", "E108", costs: "P002"),
            SpoiltCell("people.csv", "P002,⟨李四⟩", to: "\t=1", "E108", costs: "P002"),
            SpoiltCell("people.csv", "P002,⟨李四⟩", to: "李四\u{202E}", "E109", costs: "P002"),
            SpoiltCell("people.csv", "P002,⟨李四⟩", to: "李\u{200B}四", "E109", costs: "P002"),
            SpoiltCell("people.csv", "P002,⟨李四⟩", to: "李\u{FFFE}四", "E108", costs: "P002"),
            SpoiltCell("visits.csv", "P002,E2,⟨用工⟩", to: "用\u{B}工", "E108", costs: "D1 P002"),
        ]
        + [
            "K=1", "k", "k=a", "k=-1", "k=1;k=2", "floor=", "steps=90:1|95:0.9", "steps=100:0.9|90:1",
            "points=0:2", "points=2:1|1:2", "points=1:1|2:2", "steps=100", "cap=110；floor=60", "k=1;",
        ].map { SpoiltCell("indicators.csv", "C/V,⟨k=0.5⟩", to: $0, "E207", costs: "D2 P003") }
        + [
            SpoiltCell("indicators.csv", "⟨steps=100:1|98:0.9⟩", to: "steps=100:1.1", "E207", costs: "P003"),
            SpoiltCell("indicators.csv", "⟨steps=100:1|98:0.9⟩", to: "cap=90", "E207", costs: "P003"),
            SpoiltCell("indicators.csv", "D1,⟨走访台账:家次⟩", to: "走访台账:户次", "E208", costs: "D1 P001 P002"),
            SpoiltCell("indicators.csv", "D1,⟨走访台账:家次⟩", to: "走访台账：家次", "E208", costs: "D1 P001 P002"),
            SpoiltCell("indicators.csv", "D1,⟨走访台账:家次⟩", to: "满意度:指标", "E208", costs: "D1 P001 P002"),
        ]

    static let codes: [SpoiltCell] = [
        .appended("people.csv", "⟨../../etc/cron.d/x⟩,赵六,D2,科员,,,P003,在岗,,", "E110"),
        .appended("people.csv", "⟨P 9⟩,赵六,D2,科员,,,P003,在岗,,", "E110"),
        .appended("people.csv", "⟨\(String(repeating: "P", count: 33))⟩,赵六,D2,科员,,,P003,在岗,,", "E110"),
        .appended("people.csv", "⟨P002⟩,李四,D2,科员,,,P003,在岗,,", "E111", costs: "P002"),
        .appended("people.csv", "⟨p002⟩,李四,D2,科员,,,P003,在岗,,", "E112", costs: "p002"),
        .appended("people.csv", "⟨Ｐ009⟩,赵六,D2,科员,,,P003,在岗,,", "E112", costs: "P009"),
        .appended("people.csv", "⟨D2⟩,赵六,D2,科员,,,P003,在岗,,", "E114", costs: "D2"),
        .appended("results.csv", "⟨J2⟩,个人,P003,1,2025-03-31,,", "E111", costs: "P003"),
        .appended("ratings.csv", "⟨个人⟩,P001,K4,2,70,", "E111", costs: "P001"),
        SpoiltCell("visits.csv", "2025-01-15,⟨P001⟩", to: "E9", "E130"),
        SpoiltCell("people.csv", "李四,⟨D1⟩", to: "D99", "E132", costs: "P002"),
        SpoiltCell("cases.csv", "专班推进,⟨K2⟩", to: "K9", "E131"),
        SpoiltCell("spotchecks.csv", "个人,⟨P002⟩", to: "E9", "E130"),
        SpoiltCell("spotchecks.csv", "⟨个人⟩,P002", to: "人员", "E202"),
        SpoiltCell("visits.csv", "P001,⟨E1⟩", to: "E9", "E134", costs: "D1 P001"),
        SpoiltCell("exemptions.csv", ",⟨X1⟩,项目", to: "X9", "E135", costs: "X1"),
        SpoiltCell("exemptions.csv", "征拆,⟨L001⟩", to: "L009", "E130", costs: "X1"),
        SpoiltCell("exemptions.csv", "征拆,⟨L001⟩", to: "县委", "E110", costs: "X1"),
        .appended("spotchecks.csv", "C-2,2025-02-11,项目,⟨X9⟩,迟到,0.5,记录,作风", "E133"),
        .appended("targets.csv", "K1,⟨项目⟩,X1,5,,,", "E202"),
    ]

    static let rules: [SpoiltCell] = [
        .appended("results.csv", "⟨K1⟩,个人,P003,3,2025-03-31,,", "E140", costs: "P003"),
        .appended("results.csv", "K4,个人,P001,⟨90⟩,2025-03-31,,", "E142", costs: "P001"),
        SpoiltCell("results.csv", "不适用,2025-03-31,,⟨本季度无抽查⟩", to: "", "E143", costs: "P003"),
        SpoiltCell("results.csv", "G1,股室,D2,⟨90⟩", to: "0", "E144", costs: "D2"),
        SpoiltCell("results.csv", "K3,股室,D2,⟨1⟩", to: "-1", "E145", costs: "D2"),
        SpoiltCell("results.csv", "J2,个人,P003,⟨2⟩", to: "-2", "E145", costs: "P003"),
        SpoiltCell("results.csv", "J2,个人,P003,⟨2⟩", to: "0", "E146", costs: "P003"),
        SpoiltCell("results.csv", "J2,个人,P003,⟨2⟩", to: "1.5", "E146", costs: "P003"),
        SpoiltCell(
            "results.csv", "K3,个人,P003,⟨0,2025-03-31,,⟩", to: "0,2025-03-31,,否决：事故", "E147", costs: "P003"),
        SpoiltCell(
            "results.csv", "K3,股室,D2,⟨1,2025-03-31,,⟩", to: "1,2025-03-31,,否决:事故", "E147", costs: "D2"),
        .appended("indicators.csv", "N1,新增,个性,其他,其他,项,正向,当季,⟨D⟩,,1,D1,文件,", "E150 E160 E162"),
        SpoiltCell("targets.csv", "K2,个人,P003,⟨20⟩", to: "据实", "E151", costs: "P003"),
        .appended("targets.csv", "G2,⟨个人⟩,P001,90,,,", "E152", costs: "P001"),
        SpoiltCell("targets.csv", "K1,股室,D1,⟨90⟩", to: "0", "E153", costs: "D1"),
        SpoiltCell("targets.csv", "K2,个人,P003,⟨20⟩", to: "-1", "E154", costs: "P003"),
        .appended("targets.csv", "K1,个人,⟨L001⟩,20,,,", "E155", costs: "L001"),
        .appended("ratings.csv", "个人,⟨L001⟩,,1,90,", "E155", costs: "L001"),
        .appended("ratings.csv", "个人,P001,⟨K1⟩,1,90,", "E156", costs: "P001"),
        .appended("ratings.csv", "个人,P002,⟨K4⟩,1,90,", "E156", costs: "P002"),
        .appended("exemptions.csv", "⟨K2⟩,X1,股室,D2,汛情,党工委,2025-03-30", "E157", costs: "D2"),
        .appended("exemptions.csv", "⟨⟩,,股室,D2,汛情,党工委,2025-03-30", "E157", costs: "D2"),
        .appended("exemptions.csv", "⟨K1⟩,,股室,D2,汛情,党工委,2025-03-30", "E158", costs: "D2"),
        SpoiltCell("people.csv", "在岗,2024-07-01,⟨⟩", to: "2024-06-30", "E165", costs: "P002"),
        SpoiltCell("appeals.csv", "2025-01-10,⟨2025-01-13⟩", to: "2025-01-09", "E165", costs: "P002"),
        SpoiltCell("projects.csv", "30.5,⟨2025-03-31⟩", to: "2024-12-31", "E166", costs: "D2 P003 X1"),
        SpoiltCell("projects.csv", "30.5,⟨2025-03-31⟩", to: "2025-04-01", "E166", costs: "D2 P003 X1"),
        SpoiltCell("decisions.csv", "好,⟨较好⟩", to: "优秀", "E202", costs: "P001"),
        SpoiltCell("decisions.csv", "股室,D1,,第二等次,⟨第一等次⟩", to: "好", "E202", costs: "D1"),
        SpoiltCell("decisions.csv", "2024Q4-P002,⟨无⟩", to: "销牌", "E202", costs: "P002"),
        SpoiltCell("decisions.csv", "赋牌,个人,P002,⟨2025Q1-P002⟩", to: "2025Q1-P001", "E168", costs: "P002"),
        SpoiltCell("decisions.csv", "销牌,个人,P002,⟨2024Q4-P002⟩", to: "", "E168", costs: "P002"),
        SpoiltCell("decisions.csv", "等次,个人,P001,⟨⟩", to: "2025Q1-P001", "E168", costs: "P001"),
        SpoiltCell("decisions.csv", "管委会,⟨2025-03-06⟩", to: "2025-04-06", "E169", costs: "P002"),
        .appended("rectifications.csv", "R2,X,个人,P002,问,目,措,责,2025-03-01,,,,⟨已销号⟩,,,", "E170", costs: "P002"),
        .appended(
            "rectifications.csv", "R2,X,个人,P002,问,目,措,责,2025-03-01,⟨2025-03-09⟩,,,整改中,,,", "E170",
            costs: "P002"),
    ]
}
