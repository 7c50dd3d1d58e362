import Glibc
import Model
import ParkMaker

// Writes an input folder of any size: `make-park FOLDER PEOPLE [OFFICES [LINES [QUARTERS]]]`, run in the repository.

func stop(_ message: String, _ status: Int32) -> Never {
    let line = Array((message + "\n").utf8)
    _ = write(2, line, line.count)
    exit(status)
}

let numbers = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }
guard let people = numbers.first, numbers.count == CommandLine.arguments.count - 2 else {
    stop("用法：make-park 目录 人数 [股室数 [每人指标数 [季度数]]]", 64)
}
var plan = ParkPlan(people: people)
if numbers.count > 1 { plan.offices = numbers[1] }
if numbers.count > 2 { plan.lines = numbers[2] }
if numbers.count > 3 { plan.quarters = numbers[3] }
do throws(Diagnostic) {
    try ParkMaker(plan, sample: "input").write(to: CommandLine.arguments[1])
} catch {
    stop("\(error)", 73)
}
