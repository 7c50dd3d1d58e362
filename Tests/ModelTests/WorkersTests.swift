import Synchronization
import Testing

@testable import Model

@Suite struct WorkersTests {
    @Test(arguments: [1, 2, 7], [0, 1, 2, 3, 64, 1_000])
    func giveBackThingsInTheirOrder(workers: Int, count: Int) {
        let made = Workers(workers).map(count) { "\($0)" }
        #expect(made == (0..<count).map { "\($0)" })
    }

    @Test(arguments: [1, 2, 7], [0, 1, 5, 1_000])
    func doEachThingOnce(workers: Int, count: Int) {
        let done = Mutex([Int](repeating: 0, count: count))
        Workers(workers).each(count) { place in done.withLock { $0[place] += 1 } }
        #expect(done.withLock { $0 } == [Int](repeating: 1, count: count))
    }

    /// Of many at once each waits for another thing; none may wait for ever, though the pool has few threads.
    @Test(arguments: [1, 2, 7])
    func doTwoThingsAtOnceOfWhichOneUsesWorkers(count: Int) async {
        let workers = Workers(count)
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<16 {
                group.addTask {
                    let (own, other) = workers.beside(
                        { number * 2 }, { workers.map(100) { $0 + number }.reduce(0, +) })
                    return own == 4950 + 100 * number && other == number * 2
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    @Test func handOverOnce() {
        let handover = Handover<Int>()
        handover.leave(7)
        #expect(handover.take() == 7)
        #expect(handover.take() == nil)
    }
}
