import Model

enum PeopleTable: TableForm {
    static let code = Column("工号", "staff_number", .defining(.person))
    static let name = Column("姓名", "name", .personName)
    static let office = Column("股室代码", "office", .office.asRole)
    static let post = Column("岗位", "post", .text)
    static let rank = Column("职级", "rank", .text, optional: true)
    static let postCoefficient = Column(
        "岗位系数", "post_coefficient", .number(places: 2, 0...10), optional: true)
    static let talkLeader = Column("谈话人", "talk_leader", .person.asRole)
    static let status = Column("状态", "status", CellForm<EmploymentStatus>.word())
    static let arrived = Column("到岗日期", "arrived", .day, optional: true)
    static let left = Column("离岗日期", "left", .day, optional: true)

    static let shape = TableShape(
        .people,
        [
            code.heading, name.heading, office.heading, post.heading, rank.heading, postCoefficient.heading,
            talkLeader.heading, status.heading, arrived.heading, left.heading,
        ], key: [code.title], needsRows: true)

    static func entity(from row: inout RowReader) -> Person? {
        let code = row.read(code)
        let name = row.read(name)
        let office = row.read(office)
        let post = row.read(post)
        let rank = row.read(rank)
        let postCoefficient = row.read(postCoefficient)
        let talkLeader = row.read(talkLeader)
        let status = row.read(status)
        let arrived = row.read(arrived)
        let left = row.read(left)
        row.require(arrived, Self.arrived, notAfter: left, Self.left)
        guard let code, let name, let office, let post, let talkLeader, let status else { return nil }
        return Person(
            code: code, name: name, office: office, post: post, rank: rank, postCoefficient: postCoefficient,
            talkLeader: talkLeader, status: status, arrived: arrived, left: left, place: row.place)
    }
}
