import Model

/// Finds up to three cases for what a person is to talk about, with the reasons; none rather than one that does not fit.
final class CaseMatcher: Sendable {
    private let library: CaseLibrary
    private let directory: Directory
    /// Cases by 小组 of their indicator: no others can fit a gap.
    private let bySubgroup: [String: [Int]]
    /// 关键 indicators by which projects are measured: their cases are about projects too.
    private let projectIndicators: Set<Code>

    init(cases: [PracticeCase], indicators: [Indicator], directory: Directory) {
        library = CaseLibrary(cases)
        self.directory = directory
        let subgroups = Dictionary(
            indicators.map { ($0.code, $0.subgroup) }, uniquingKeysWith: { first, _ in first })
        let library = library
        let told = library.entries.indices.filter { library.entries[$0].practice.indicator != nil }
        bySubgroup = Dictionary(grouping: told) { place in
            library.entries[place].practice.indicator.flatMap { subgroups[$0] } ?? ""
        }
        let measured = Set(indicators.filter { $0.source?.isOfProjects ?? false }.map(\.subgroup))
        projectIndicators = Set(
            indicators.filter { measured.contains($0.subgroup) && $0.indicatorClass == .key }.map(\.code))
    }

    /// Best match first, then by code. Never the own office's, never without consent.
    func matches(_ wishes: [CaseWish], office: Code) -> [CaseMatch] {
        var fits: [Int: Fit] = [:]
        for wish in wishes {
            let telling = library.telling(wish)
            for place in candidates(wish) where library.entries[place].practice.office != office {
                guard let fit = fit(library.entries[place], wish, telling: telling) else { continue }
                if fits[place].map({ $0.rank < fit.rank }) ?? true { fits[place] = fit }
            }
        }
        let found = fits.map { (library.entries[$0].practice, $1) }
        let best = found.sorted { ($1.1.rank, $0.0.code) < ($0.1.rank, $1.0.code) }.prefix(3)
        return best.map { practice, fit in
            CaseMatch(
                practice: practice, officeName: directory.officeName(practice.office), reasons: fit.reasons)
        }
    }

    private func candidates(_ wish: CaseWish) -> [Int] {
        switch wish.subject {
        case .line(let indicator): bySubgroup[indicator.subgroup] ?? []
        case .project: Array(library.entries.indices)
        }
    }

    private struct Fit {
        var rank: Int
        var reasons: [CaseMatch.Reason]
    }

    private func fit(_ entry: CaseLibrary.Entry, _ wish: CaseWish, telling: Set<String>) -> Fit? {
        let like = CaseLikeness(entry, wish, telling: telling)
        switch wish.subject {
        case .line(let indicator): return lineFit(entry.practice, indicator, wish, like)
        case .project(let type, let stage):
            let project = ProjectLikeness(entry.practice, wish, type: type, stage: stage, texts: like)
            return projectFit(entry.practice, project)
        }
    }

    private func lineFit(
        _ practice: PracticeCase, _ indicator: Indicator, _ wish: CaseWish, _ like: CaseLikeness
    ) -> Fit? {
        let isOwn = practice.indicator == indicator.code
        guard isOwn ? isFit(practice, wish, like) : isNeighbourFit(like) else {
            return nil
        }
        return Fit(
            rank: 20 + like.shared.count * 100 + (like.cause == .same ? 1 : 0),
            reasons: (isOwn ? [.indicator(indicator.name)] : []) + like.reasons)
    }

    /// A case of the same indicator. Where the text tells what went wrong, the case speaks of it or acts on the same
    /// cause; a practice bound to one type of project fits only its own cause, and only those who have such projects.
    private func isFit(_ practice: PracticeCase, _ wish: CaseWish, _ like: CaseLikeness) -> Bool {
        if like.isOutOfReach || practice.projectType != nil && like.cause == .conflict { return false }
        if let type = practice.projectType, let own = wish.projectTypes, !own.contains(type),
            !like.isSameThing
        {
            return false
        }
        guard wish.hasText else { return true }
        return like.isSameThing || !like.differs && (like.cause == .same || wish.cause == nil)
    }

    /// A case of another indicator of the same 小组: the same cause and the same thing.
    private func isNeighbourFit(_ like: CaseLikeness) -> Bool {
        !like.isOutOfReach && like.isSameThing && like.cause == .same
    }

    private func projectFit(_ practice: PracticeCase, _ like: ProjectLikeness) -> Fit? {
        let isAboutProjects = practice.indicator.map(projectIndicators.contains) ?? true
        // Written for another indicator: only a full likeness makes it a case for a project.
        guard isAboutProjects || like.isFullyBound, like.isFit else { return nil }
        return Fit(rank: like.rank, reasons: like.reasons)
    }
}

extension LedgerSource {
    fileprivate var isOfProjects: Bool { self == .projectsOnSchedule || self == .projectsOnScheduleRate }
}
