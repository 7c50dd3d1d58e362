import Glibc
import TemplateMutants

// Prints the figures of the mutation suite: `swift run -c release mutate-templates [mutants of each class]`.
// Run it in the repository; the seed is fixed.
if CommandLine.arguments.dropFirst().first == "places" {
    print(MutationRun.places(repository: "."), terminator: "")
    exit(0)
}
let perClass = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 300
let tallies = try MutationRun(repository: ".", quarters: 6).run(perClass: perClass)
var (made, must, rejected, places, exact) = (0, 0, 0, 0, 0)
print("| 种类 | 个数 | 检查拒绝 | 输出检验扣下 | 只提示 | 页面不变 | 存活 | 位置准确 |\n|---|---:|---:|---:|---:|---:|---:|---:|")
for kind in Mutant.Class.allCases {
    guard let tally = tallies[kind] else { continue }
    print(
        "| \(kind.rawValue) | \(tally.made) | \(tally.rejected) | \(tally.heldBack) | \(tally.hinted) | \(tally.unchanged) | "
            + "\(tally.survivors.count) | \(tally.exactPlaces)/\(tally.places) |")
    made += tally.made
    if kind.mustBeRejected { (must, rejected) = (must + tally.made, rejected + tally.rejected) }
    (places, exact) = (places + tally.places, exact + tally.exactPlaces)
}
print("共 \(made) 个；应当拒绝的 \(must) 个中拒绝 \(rejected) 个；位置准确 \(exact)/\(places)。")
for kind in Mutant.Class.allCases {
    for survivor in tallies[kind]?.survivors ?? [] { print("存活 \(kind.rawValue)：\(survivor)") }
    for place in tallies[kind]?.inexact ?? [] { print("位置 \(kind.rawValue)：\(place)") }
}
