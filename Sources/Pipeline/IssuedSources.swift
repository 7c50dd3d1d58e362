import Files
import Loading
import Model
import Publishing

/// The `source/` folders of the batches: what was issued from which bytes.
struct IssuedSources {
    private let register: Register
    private let output: String
    private let workers: Workers

    init(_ register: Register, output: String, workers: Workers) {
        self.register = register
        self.output = output
        self.workers = workers
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

    /// Whether these are the tables from which the batch was issued; settings (scheme, calendar) are not looked at.
    func areTables(_ data: QuarterData, of manifest: Manifest) -> Bool {
        let prefix = "\(data.period)/"
        let now = SignoffCheck.sources(of: data, isNotices: false).filter { $0.path.hasPrefix(prefix) }
        let then = manifest.inputs.filter {
            $0.key.hasPrefix(prefix) && !$0.key.hasPrefix(prefix + "signoff")
        }
        return now.count == then.count && now.allSatisfy { then[$0.path] == $0.sha256 }
    }

    /// What the batch was issued from, its own quarter last; `nil` when this program refuses it or a byte changed.
    func park(of manifest: Manifest) -> ParkData? {
        let loaded = Loader.load(input(of: manifest), workers: workers)
        guard loaded.schemeFindings.isEmpty, let park = loaded.data, let own = park.quarters.last,
            own.period == manifest.purpose.period,
            own.inputs.allSatisfy({ manifest.inputs[$0.path] == $0.sha256 })
        else { return nil }
        return park
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
