package enum EmploymentStatus: String, Sendable, CaseIterable {
    case active = "在岗"
    case probation = "试用期"
    case longLeave = "长期请假"
    case investigation = "立案调查"
    case secondment = "挂职"
    case leader = "领导"
}

package struct Person: Sendable {
    package var code: Code
    package var name: String
    package var office: Code
    package var post: String
    package var rank: String?
    package var postCoefficient: Quantity?
    /// 谈话人.
    package var talkLeader: Code
    package var status: EmploymentStatus
    package var arrived: Day?
    package var left: Day?
    package var place: SourcePlace
    package init(
        code: Code, name: String, office: Code, post: String, rank: String?, postCoefficient: Quantity?,
        talkLeader: Code, status: EmploymentStatus, arrived: Day?, left: Day?, place: SourcePlace
    ) {
        self.code = code
        self.name = name
        self.office = office
        self.post = post
        self.rank = rank
        self.postCoefficient = postCoefficient
        self.talkLeader = talkLeader
        self.status = status
        self.arrived = arrived
        self.left = left
        self.place = place
    }
}
