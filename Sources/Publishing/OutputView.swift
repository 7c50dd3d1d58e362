import Files
import Model

/// Read-only sight of `output/` and the state folder, under a shared lock; works on read-only media.
package final class OutputView: Sendable {
    package let output: Folder
    package let state: Folder?

    private init(_ output: Folder, _ state: Folder?) {
        self.output = output
        self.state = state
    }

    package static func open(output path: String, state statePath: String) throws(Diagnostic) -> OutputView {
        let output = try Folder.open(path)
        guard try output.lock(.shared) else { throw OutputSession.busy(statePath) }
        let isThere = try FileReader.presence(of: statePath) != .absent
        return OutputView(output, isThere ? try Folder.open(statePath) : nil)
    }

    /// The register, when it and the head agree; a head one behind is what the next run mends.
    package func register(park: String?) throws(Diagnostic) -> Register {
        let register = try Register.read(output, park: park)
        _ = try register.compare(with: state)
        return register
    }

    /// Reads every issued byte; what was found to be wrong, nothing repaired.
    package func verify() throws(Diagnostic) -> (register: Register, findings: [Diagnostic]) {
        let register = try Register.read(output, park: nil)
        var findings = try register.verify(output)
        do throws(Diagnostic) {
            _ = try register.compare(with: state)
        } catch {
            findings.append(error)
        }
        return (register, findings)
    }
}

extension OutputSession {
    /// The register in order: checked, crash leftovers removed, the head rolled forward.
    package func openRegister(park: String?) throws(Diagnostic) -> Register {
        let register = try Register.read(output, park: park)
        let head = try register.compare(with: state)
        try removeStaging()
        if head == .oneBehind { try rollForward(register) }
        return register
    }

    static func busy(_ state: String) -> Diagnostic { .busy(running(state)) }

    /// Takes the register as it lies there, after the head was lost; people have made sure that it is whole.
    package func adopt() throws(Diagnostic) -> Register {
        let register = try Register.read(output, park: nil)
        let damage = try register.verify(output)
        if let first = damage.first { throw first }
        try rollForward(register)
        return register
    }
}
