import Model

/// A case beside a project that lags: two of type, stage and cause are the least, and the texts must agree.
struct ProjectLikeness: Sendable {
    private let like: CaseLikeness
    private let type: CaseLikeness.Agreement
    private let stage: CaseLikeness.Agreement
    private let practice: PracticeCase
    private let hasText: Bool

    init(_ practice: PracticeCase, _ wish: CaseWish, type: String, stage: String, texts like: CaseLikeness) {
        self.like = like
        self.practice = practice
        hasText = wish.hasText
        self.type = CaseLikeness.Agreement(practice.projectType, type)
        self.stage = CaseLikeness.Agreement(practice.stage, stage)
    }

    private var agreeing: Int { [type, stage, like.cause].filter { $0 == .same }.count }

    var isFit: Bool {
        guard !like.isOutOfReach else { return false }
        if isUnbound, like.cause == .same, like.isSameThing || like.sharesOnlyWeak { return true }
        guard agreeing >= 2 else { return false }
        guard hasText else { return isFitWithoutText }
        // Written for another type of project: one theme in common may be chance.
        if like.weight >= (type == .conflict ? 2 : 1) { return like.sharesTheme || stage != .conflict }
        if like.isBroad { return like.cause != .conflict }
        return type != .conflict && like.sharesOnlyWeak
    }

    /// The coded fields are all there is: nothing may contradict, unless the practice is a broad one.
    private var isFitWithoutText: Bool {
        guard type != .conflict, like.cause != .conflict else { return false }
        return like.isBroad || like.cause == .same && stage != .conflict
    }

    /// For no type and no stage in particular.
    private var isUnbound: Bool { practice.projectType == nil && practice.stage == nil }

    /// Bound to type, stage and cause.
    var isFullyBound: Bool { practice.projectType != nil && practice.stage != nil && like.cause == .same }

    var rank: Int {
        like.shared.count * 100 + agreeing * 10 + (like.cause == .same ? 1 : like.cause == .open ? 0 : -1)
    }

    var reasons: [CaseMatch.Reason] {
        (type == .same ? [.projectType(practice.projectType ?? "")] : [])
            + (stage == .same ? [.stage(practice.stage ?? "")] : []) + like.reasons
    }
}
