import Model

/// A case beside a project that lags: the coded fields one by one, and what both texts speak of.
///
/// Two of type, stage and cause are the usual least, and the texts must not speak of different things.
struct CaseLikeness: Sendable {
    /// How one field of the case agrees with the project's.
    enum Agreement: Sendable {
        case same, open, conflict

        init(_ a: String?, _ b: String?) {
            guard let a, let b, !a.isEmpty, !b.isEmpty else {
                self = .open
                return
            }
            self = a == b ? .same : .conflict
        }

        var sign: Int {
            switch self {
            case .same: 1
            case .open: 0
            case .conflict: -1
            }
        }
    }

    let type: Agreement
    let stage: Agreement
    let cause: Agreement
    /// Particular themes that both texts have.
    let shared: Set<CaseTheme>
    private let practice: PracticeCase
    private let wantedStage: String
    private let themes: Set<CaseTheme>
    private let wanted: Set<CaseTheme>

    init(
        _ practice: PracticeCase, _ themes: Set<CaseTheme>, _ wish: CaseWish, type: String, stage: String
    ) {
        self.practice = practice
        self.themes = themes
        wanted = wish.themes
        wantedStage = stage
        self.type = Agreement(practice.projectType, type)
        self.stage = Agreement(practice.stage, stage)
        cause = Agreement(practice.cause, wish.cause)
        let common = wanted.intersection(themes).filter { !$0.isWeak }
        let isOnlyGeneric = wanted.allSatisfy { $0.isWeak || $0.isGeneric }
        shared = isOnlyGeneric ? common : common.filter { !$0.isGeneric }
    }

    var agreeing: Int { [type, stage, cause].filter { $0 == .same }.count }

    var isFit: Bool {
        guard !wanted.contains(where: \.isStop) || themes.contains(where: \.isStop) else { return false }
        if agreeing >= 2, !shared.isEmpty { return cause == .same || (type == .same && stage == .same) }
        if isUnbound, cause == .same, !shared.isEmpty || sharesOnlyCommonWords { return true }
        guard agreeing >= 2 else { return false }
        if sharesOnlyCommonWords { return isNear || type == .same }
        guard isBroad else { return false }
        if saysNothingParticular { return cause != .conflict && (stage == .same || type == .same) }
        return !themes.isEmpty && stage == .same && cause == .same && type != .conflict
    }

    /// For no type and no stage in particular.
    private var isUnbound: Bool { practice.projectType == nil && practice.stage == nil }

    /// The project's text names nothing but what is too common to tell, and the case's text has it too.
    private var sharesOnlyCommonWords: Bool {
        wanted.allSatisfy(\.isWeak) && !wanted.isDisjoint(with: themes)
    }

    /// A practice about no particular thing: meetings, task forces, handbooks.
    private var isBroad: Bool { themes.allSatisfy(\.isWeak) }

    /// The project's text names nothing on which a broad practice could not act.
    private var saysNothingParticular: Bool { wanted.allSatisfy { $0.isWeak || $0.isGeneral } }

    /// Stages next to each other.
    private var isNear: Bool {
        guard let stage = practice.stage, !stage.isEmpty, !wantedStage.isEmpty else { return true }
        let order = ["前期", "开工", "在建", "收尾", "竣工"]
        guard let a = order.firstIndex(of: stage), let b = order.firstIndex(of: wantedStage) else {
            return stage == wantedStage
        }
        return abs(a - b) <= 1
    }

    var reasons: [CaseMatch.Reason] {
        (type == .same ? [.projectType(practice.projectType ?? "")] : [])
            + (stage == .same ? [.stage(practice.stage ?? "")] : [])
            + (cause == .same ? [.cause(practice.cause ?? "")] : [])
            + shared.map(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { .theme($0) }
    }
}
