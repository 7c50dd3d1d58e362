import Files
import Model
import Publishing

extension Pipeline {
    /// Reads every issued byte; writes nothing, so it works on a copy on read-only media.
    ///
    /// - Parameter rerendering: also make the papers of a sound register again from their batches' sources.
    package func verify(rerendering: Bool = false) -> (summary: RunSummary, batches: Int, documents: Int) {
        do throws(Diagnostic) {
            let view = try OutputView.open(output: options.output, state: options.state)
            var (register, findings) = try view.verify()
            if rerendering && findings.isEmpty {
                findings = rerender(register, try register.summaries(view.output))
            }
            return (
                RunSummary(status: ExitStatus.of(findings), findings: findings), register.batches.count,
                register.documents.count
            )
        } catch {
            return (RunSummary(status: ExitStatus.of([error]), findings: [error]), 0, 0)
        }
    }

    package func register() -> Checked<Register> {
        do throws(Diagnostic) {
            let view = try OutputView.open(output: options.output, state: options.state)
            return Checked(try view.register(park: nil))
        } catch {
            return Checked(Register(), [error])
        }
    }

    /// Writes only the head, after it was lost.
    package func adopt() -> Checked<Int> {
        do throws(Diagnostic) {
            let session = try OutputSession.open(
                output: options.output, state: options.state, startedAt: options.startedAt)
            let register = try session.adopt()
            try session.close()
            return Checked(register.batches.count)
        } catch {
            return Checked(0, [error])
        }
    }

    /// Records a number that people gave away by hand, so that the series stays without a gap.
    package func void(_ number: DocumentNumber, reason: String) -> Checked<String> {
        switch load() {
        case .stopped(let summary, _): return Checked("", summary.findings)
        case .ready(let loaded):
            do throws(Diagnostic) {
                return Checked(try void(number, reason, loaded))
            } catch {
                return Checked("", [error])
            }
        }
    }

    private func void(_ number: DocumentNumber, _ reason: String, _ loaded: Loaded) throws(Diagnostic)
        -> String
    {
        let session = try OutputSession.open(
            output: options.output, state: options.state, startedAt: options.startedAt,
            readers: options.readers)
        var register = try session.openRegister(park: loaded.park)
        let settings = loaded.data.quarters.last?.scheme.documents.first { $0.series == number.series }
        guard let settings else { throw .unknownSeries(number) }
        let next = register.lastNumber(number.series, number.year).map { $0 + 1 } ?? settings.start
        guard number.number == next else { throw .notNext(number, next) }
        var batch = Batch(
            .void, after: register, park: loaded.park ?? "", issueDate: nil, program: Pipeline.version)
        batch.add(VoidNumber(number: number, reason: reason))
        try session.issue(batch, into: &register)
        do throws(Diagnostic) {
            try session.writeViews(of: register)
            try session.close()
        } catch {
            throw .issuedUnfinished(batch.manifest.directory, error, left: "登记表")
        }
        return batch.manifest.directory
    }
}

extension Diagnostic {
    fileprivate static func unknownSeries(_ number: DocumentNumber) -> Diagnostic {
        Diagnostic(
            .signoffRefused, at: nil, "方案里没有代字\(quoted(number.series))。", remedy: "请照方案的 documents 填写。")
    }

    fileprivate static func notNext(_ number: DocumentNumber, _ next: Int) -> Diagnostic {
        Diagnostic(
            .signoffRefused, at: nil, "\(number.series)〔\(number.year)〕的下一个号是 \(next)，不能作废 \(number.number)。",
            remedy: "号码须连续，请从 \(next) 起逐个登记。")
    }
}
