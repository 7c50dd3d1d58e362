import Model
import Testing

struct DecimalTests {
    @Test(arguments: [
        (7, 2, "3.50"), (1, 3, "0.33"), (2, 3, "0.67"), (-1, 3, "-0.33"), (5, 1000, "0.01"),
        (-5, 1000, "-0.01"),  // halves go away from zero
        (4, 1000, "0.00"), (62_895, 1000, "62.90"), (2_025, 1000, "2.03"), (0, 7, "0.00"), (1, -8, "-0.13"),
    ])
    func roundsHalvesAwayFromZero(numerator: Int, denominator: Int, printed: String) {
        #expect(Points.rounding(Int128(numerator), over: Int128(denominator)).description == printed)
    }

    @Test func roundingNeverOverflows() {
        let huge = Int128(Int.max) * Int128(Int.max)
        #expect(Points.rounding(huge, over: 1) > Points(whole: 1_000_000_000))
        #expect(Points.rounding(-huge, over: 1) < Points(whole: -1_000_000_000))
    }

    @Test(arguments: ["0", "30", "7.125", "8.0", "-3.0", "0.0001", "999999999999.9999", "100.00"])
    func readsAndPrintsPlainDecimalsAsTyped(text: String) throws {
        #expect(try Quantity(plain: text, atMost: 4).description == text)
    }

    @Test(arguments: [
        "10O", "９５", "95分", "1e2", "NaN", "inf", "-0", "", "+1", ".5", "5.", "1,200", "95%", " 5", "5 ",
        "--1", "05",
        "1.2.3", "-", ".", "0x1F", "１",
    ])
    func refusesWhatIsNotAPlainDecimal(text: String) {
        #expect(throws: Quantity.Fault.notANumber) { try Quantity(plain: text) }
    }

    @Test func saysWhetherDecimalsOrSizeAreTheFault() {
        #expect(throws: Quantity.Fault.tooManyDecimals) { try Quantity(plain: "59.995", atMost: 2) }
        #expect(throws: Quantity.Fault.tooLarge) { try Quantity(plain: "1000000000000") }
        #expect(throws: Quantity.Fault.tooLarge) { try Quantity(plain: "999999999999999999") }
    }

    @Test func equalNumbersAreEqualHoweverTyped() throws {
        #expect(try Quantity(plain: "8.0") == Quantity(plain: "8"))
        #expect(Set([try Quantity(plain: "8.00"), try Quantity(plain: "8")]).count == 1)
    }
}
