import Model

/// Which office answers now for what an office of an earlier quarter left behind (前身代码).
struct OfficeSuccession {
    private var successors: [Code: Code] = [:]
    private var current: Set<Code> = []

    /// Of two offices that name the same predecessor in one quarter the first by code takes over.
    mutating func read(_ data: QuarterData) {
        current = Set(data.offices.map(\.code))
        for office in data.offices.sorted(by: { $1.code < $0.code }) {
            for former in office.formerCodes { successors[former] = office.code }
        }
    }

    /// The office itself while it is there; `nil` when it is gone and nobody took over.
    func answering(for office: Code) -> Code? {
        var passed: Set<Code> = []
        var code = office
        while !current.contains(code) {
            // Two offices that name each other as predecessors and are both gone lead nowhere.
            guard passed.insert(code).inserted, let next = successors[code] else { return nil }
            code = next
        }
        return code
    }
}
