import Dispatch
import Synchronization

/// How many threads of a run work side by side; what they make never depends on it.
package struct Workers: Sendable {
    package let count: Int

    package static let one = Workers(1)

    package init(_ count: Int) { self.count = max(1, count) }

    /// Makes things by number, each by whichever worker is free next; they come back in the order of their numbers.
    package func map<Made: Sendable>(_ count: Int, _ make: @Sendable (Int) -> Made) -> [Made] {
        [Made](unsafeUninitializedCapacity: count) { places, filled in
            // Each place is written by the one worker that makes what stands there.
            nonisolated(unsafe) let places = places
            each(count) { places.initializeElement(at: $0, to: make($0)) }
            filled = count
        }
    }

    /// Does things by number, each by whichever worker is free next.
    package func each(_ count: Int, _ work: @Sendable (Int) -> Void) {
        guard self.count > 1, count > 1 else { return (0..<count).forEach(work) }
        // Several at a time, so that neighbours are made by one worker, and few enough that nobody waits long for the last.
        let share = max(1, count / (32 * self.count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(self.count, count)) { _ in
            while true {
                let first = next.wrappingAdd(share, ordering: .relaxed).oldValue
                guard first < count else { break }
                for position in first..<min(first + share, count) { work(position) }
            }
        }
    }

    /// Does different things side by side; the longest should come first.
    package func together(_ work: [@Sendable () -> Void]) {
        each(work.count) { work[$0]() }
    }
}

extension Workers {
    /// Two things at once. Unlike ``together(_:)`` it may have work side by side inside ``work``.
    ///
    /// Dispatch lets only one thread do what is nested in `concurrentPerform`, so the other thing is left to any thread of
    /// the pool. When none comes to it (all may be waiting, as those of tests are) the caller does it afterwards.
    package func beside<Made, Other: Sendable>(
        _ other: @escaping @Sendable () -> Other, _ work: () -> Made
    ) -> (Made, Other) {
        guard count > 1 else {
            let other = other()
            return (work(), other)
        }
        let errand = Errand(other)
        DispatchQueue.global().async { errand.run() }
        let made = work()
        return (made, errand.result())
    }
}

/// Something that is done once, by whoever comes to it first.
private final class Errand<Made: Sendable>: Sendable {
    private let work: @Sendable () -> Made
    private let isTaken = Atomic(false)
    private let isDone = DispatchSemaphore(value: 0)
    private let made = Handover<Made>()

    init(_ work: @escaping @Sendable () -> Made) { self.work = work }

    func run() {
        guard !isTaken.exchange(true, ordering: .acquiringAndReleasing) else { return }
        made.leave(work())
        isDone.signal()
    }

    func result() -> Made {
        run()
        isDone.wait()
        guard let made = made.take() else { preconditionFailure("what was done left nothing") }
        return made
    }
}

/// Where one worker leaves what another takes.
package final class Handover<Made: Sendable>: Sendable {
    private let made = Mutex<Made?>(nil)

    package init() {}

    package func leave(_ value: Made) { made.withLock { $0 = value } }

    /// `nil` when nothing was left, or somebody took it.
    package func take() -> Made? {
        made.withLock { made in
            defer { made = nil }
            return made
        }
    }
}
