import Testing

@testable import Model

@Suite struct ApartTests {
    private struct Holder: Hashable {
        @Apart var rare: [Int]? = nil
    }

    @Test func isAsGoodAsAValue() {
        var one = Holder()
        #expect(one.rare == nil)
        one.rare = [1]
        var other = one
        other.rare?.append(2)
        #expect(one.rare == [1])
        #expect(other.rare == [1, 2])
        #expect(one != other)
        other.rare = [1]
        #expect(one == other)
        #expect(Set([one, other]).count == 1)
    }

    @Test func takesAWordInItsHolder() {
        #expect(MemoryLayout<Holder>.size == MemoryLayout<Int>.size)
    }
}
