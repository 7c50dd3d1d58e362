import ArgumentParser
import Files

/// Lets one group read output: 0440 and 0550 for what is issued, 0640 and 0750 for the rest.
struct GroupOption: ParsableArguments {
    @Option(name: .long, help: .init("让这个用户组能读输出（组名或组号）；不写时只有运行者能读。", valueName: "用户组"))
    var group: String?

    var readers: Readers { group.flatMap { Readers.named($0) } ?? .ownerOnly }

    func validate() throws {
        if let group, Readers.named(group) == nil { throw ValidationError("没有用户组“\(group)”。") }
    }
}
