/// How large a made park is.
package struct ParkPlan: Sendable {
    package var people: Int
    package var offices: Int
    /// Own lines of each person, of the sample's 47 indicators.
    package var lines: Int
    /// From 2025Q1 on, all ended and none signed.
    package var quarters: Int
    package var seed: UInt64

    /// - Parameter offices: 40 people to an office unless told otherwise, three at least.
    package init(people: Int, offices: Int? = nil, lines: Int = 8, quarters: Int = 1, seed: UInt64 = 1) {
        self.people = people
        self.offices = max(1, offices ?? max(3, people / 40))
        self.lines = lines
        self.quarters = quarters
        self.seed = seed
    }
}

/// Draws by what they are for, so that one more person or table changes nobody else's figures.
struct Chance {
    let seed: UInt64

    /// 0 ..< `below`; the same key always draws the same. SplitMix64, http://xoshiro.di.unimi.it/splitmix64.c
    func draw(_ key: Int..., below: Int) -> Int {
        var state = seed
        for part in key {
            state = (state ^ UInt64(truncatingIfNeeded: part)) &+ 0x9E37_79B9_7F4A_7C15
            state = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
            state = (state ^ state >> 27) &* 0x94D0_49BB_1331_11EB
            state ^= state >> 31
        }
        return Int(state % UInt64(below))
    }
}
