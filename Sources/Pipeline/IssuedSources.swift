import Assessing
import Files
import Loading
import Model
import Publishing

/// The `source/` folders of the batches: what was issued from which bytes.
struct IssuedSources {
    private let register: Register
    private let output: String

    init(_ register: Register, output: String) {
        self.register = register
        self.output = output
    }

    /// Folder of a batch's exact copies: `input/` and `templates/`.
    func folder(of manifest: Manifest) -> String { "\(output)/issued/\(manifest.directory)/source" }

    /// The batch's own quarter, and each quarter before it as it had been issued by then.
    private func batches(behind manifest: Manifest) -> [Manifest] {
        guard let own = manifest.purpose.period else { return [] }
        var newest: [Period: Manifest] = [:]
        for batch in register.batches.map(\.manifest) where batch.sequence < manifest.sequence {
            guard let period = batch.purpose.period, period < own, batch.purpose.revision != nil else {
                continue
            }
            newest[period] = batch
        }
        return newest.sorted { $0.key < $1.key }.map(\.value) + [manifest]
    }

    func input(of manifest: Manifest) -> KeptInput {
        let own = folder(of: manifest) + "/input"
        var kept = KeptInput(settings: own, calendar: nil, schemes: [], quarters: [])
        var schemes: [String: String] = [:]
        for batch in batches(behind: manifest) {
            let folder = folder(of: batch) + "/input"
            if let period = batch.purpose.period { kept.quarters.append((period, "\(folder)/\(period)")) }
            for path in batch.inputs.keys where path.hasPrefix("schemes/") {
                schemes[path] = folder + "/" + path
            }
        }
        if manifest.inputs["calendar.csv"] != nil { kept.calendar = own + "/calendar.csv" }
        kept.schemes = schemes.sorted { $0.key < $1.key }.map(\.value)
        return kept
    }

    /// Whether this is the input, of the quarter and of those before it, from which the batch was issued.
    func areInput(_ data: [QuarterData], of manifest: Manifest) -> Bool {
        guard let own = manifest.purpose.period else { return false }
        let batches = batches(behind: manifest)
        let quarters = data.filter { $0.period <= own }
        guard batches.compactMap(\.purpose.period) == quarters.map(\.period) else { return false }
        return zip(quarters, batches).allSatisfy { quarter, batch in
            let now = SignoffCheck.sources(of: quarter, isNotices: false)
            let then = batch.inputs.filter { !$0.key.contains("/signoff") }
            return now.count == then.count && now.allSatisfy { then[$0.path] == $0.sha256 }
        }
    }

    /// This program's assessments from the batch's input; `nil` when it refuses the quarter, or when a byte changed.
    func assessments(
        of manifest: Manifest, issued: [IssuedQuarter]
    ) -> (own: Assessment, previous: Assessment?, calendar: WorkCalendar)? {
        let park = Loader.load(input(of: manifest))
        guard park.schemeFindings.isEmpty, let data = park.data,
            data.quarters.last?.period == manifest.purpose.period,
            let own = data.quarters.last,
            own.inputs.allSatisfy({ manifest.inputs[$0.path] == Digest.sha256($0.bytes) })
        else { return nil }
        let assessments = Assessor.assess(data, issued: issued)
        guard let last = assessments.last?.value else { return nil }
        return (
            last, Pipeline.Prepared.previous(of: assessments.count - 1, assessments, issued), data.calendar
        )
    }
}

extension Manifest {
    /// Digests by path below the input folder.
    fileprivate var inputs: [String: String] {
        let prefix = "source/input/"
        let own = sources.filter { $0.path.hasPrefix(prefix) }
        return Dictionary(
            own.map { (String($0.path.dropFirst(prefix.count)), $0.sha256) },
            uniquingKeysWith: { first, _ in first })
    }
}
