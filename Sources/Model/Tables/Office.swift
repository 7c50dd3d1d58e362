package struct Office: Sendable {
    package var code: Code
    package var name: String
    package var head: Code
    package var supervisor: Code
    /// 前身代码: the offices whose matters it took over, merged ones separated by `;`.
    package var formerCodes: [Code]
    package var place: SourcePlace
    package init(
        code: Code, name: String, head: Code, supervisor: Code, formerCode: Code?, place: SourcePlace
    ) {
        self.code = code
        self.name = name
        self.head = head
        self.supervisor = supervisor
        formerCodes = formerCode.map { [$0] } ?? []
        self.place = place
    }
}
