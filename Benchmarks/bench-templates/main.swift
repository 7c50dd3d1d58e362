import Assessing
import Composing
import Dispatch
import Glibc
import Loading
import Model
import Rendering

// Times of the real feedback page, in the repository: `swift run -c release bench-templates`.
// CPU time of the thread, the best of many rounds, so that a busy machine matters little.

struct SampleMissing: Error {}

func cpuMicroseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

/// Best time of one call.
func best(rounds: Int, calls: Int, _ work: () -> Void) -> Double {
    (0..<rounds).map { _ in
        let start = cpuMicroseconds()
        for _ in 0..<calls { work() }
        return (cpuMicroseconds() - start) / Double(calls)
    }.min() ?? 0
}

let folder = TemplateFolder.read("templates")
guard let templates = TemplateCompiler.compile(folder.value, types: Composer.types).value,
    let data = Loader(input: "input").load().data,
    let assessment = Assessor.assess(data, issued: []).last(where: { !$0.value.isRunning })?.value
else { throw SampleMissing() }
let composer = Composer(assessment, calendar: data.calendar)
let documents = assessment.people.compactMap { composer.feedback(for: $0).value }
guard let document = documents.first(where: { $0.subject == "P007" }) ?? documents.first else {
    throw SampleMissing()
}

let places = PlaceBook(Composer.places)
let compile = best(rounds: 20, calls: 1) {
    _ = TemplateCompiler.compile(folder.value, types: Composer.types, places: places)
}
var edited = folder.value
edited.sources = edited.sources.map { source in
    TemplateSource(
        path: source.path, home: source.home, name: source.name, suffix: source.suffix,
        bytes: source.bytes + [0x0A])
}
let all = best(rounds: 20, calls: 1) {
    _ = TemplateCompiler.compile(edited, types: Composer.types, places: places)
}
print("每个文件都改过时：\(all / 1000) ms")
let reading = best(rounds: 20, calls: 1) { _ = PlaceBook(Composer.places) }
print("读位置表：\(reading / 1000) ms")
print("编译全部模板：\(compile / 1000) ms（上限 20）")

let twin = Document(
    kind: document.kind, period: document.period, subject: document.subject, path: document.path,
    facts: Record(values: document.facts.values.map(HandWrittenPage.marked)), permittedStaffNumbers: nil)
var buffer = RenderBuffer()
let hand = HandWrittenPage(markedPage: try templates.render(twin, .html, into: &buffer).bytes)
let page = try templates.render(document, .html, into: &buffer).bytes
print(
    "页面 \(page.count) 字节，\(hand.texts) 处文字；手写的 \(hand.write() == page ? "相同" : "不同（\(hand.write().count) 字节）")"
)

let byHand = best(rounds: 200, calls: 50) { if hand.write().isEmpty { abort() } }
let rendered = best(rounds: 200, calls: 50) {
    _ = try? templates.render(document, .html, into: &buffer)
}
print("手写 \(byHand) µs，引擎 \(rendered) µs，比值 \(rendered / byHand)（上限 2）")

/// Best time for one page when so many threads render the same document at once.
func perPage(threads: Int) -> Double {
    nonisolated(unsafe) let times = UnsafeMutablePointer<Double>.allocate(capacity: threads)
    defer { times.deallocate() }
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
        var buffer = RenderBuffer()
        times[thread] = best(rounds: 200, calls: 50) {
            _ = try? templates.render(document, .html, into: &buffer)
        }
    }
    return (0..<threads).map { times[$0] }.reduce(0, +) / Double(threads)
}
let (one, two) = (perPage(threads: 1), perPage(threads: 2))
print("每页：一个线程 \(one) µs，两个线程 \(two) µs，比值 \(two / one)")
