package struct Office: Sendable {
    package var code: Code
    package var name: String
    package var head: Code
    package var supervisor: Code
    package var formerCode: Code?
    package var place: SourcePlace
    package init(
        code: Code, name: String, head: Code, supervisor: Code, formerCode: Code?, place: SourcePlace
    ) {
        self.code = code
        self.name = name
        self.head = head
        self.supervisor = supervisor
        self.formerCode = formerCode
        self.place = place
    }
}
