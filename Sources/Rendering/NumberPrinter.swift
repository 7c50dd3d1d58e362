import Model

/// Writes numbers digit by digit.
enum NumberPrinter {
    static func append(_ number: Int, _ buffer: inout RenderBuffer) {
        if number < 0 { buffer.append(UInt8(ascii: "-")) }
        appendDigits(number.magnitude, atLeast: 1, &buffer)
    }

    static func appendDigits(_ magnitude: UInt, atLeast width: Int, _ buffer: inout RenderBuffer) {
        var length = 1
        var rest = magnitude / 10
        while rest > 0 {
            length += 1
            rest /= 10
        }
        length = max(length, width)
        guard let target = buffer.reserve(length) else { return }
        rest = magnitude
        for index in (0..<length).reversed() {
            target[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        buffer.advance(length)
    }

    static func append(
        _ number: Int, _ plan: PrintPlan, _ literals: UnsafeBufferPointer<UInt8>, _ buffer: inout RenderBuffer
    ) {
        switch plan.form {
        case .present: ValuePrinter.appendWord(plan, literals, &buffer)
        case .hundredths: appendDecimal(number, number.magnitude, 0, 2, plan, &buffer)
        default: appendDecimal(number, number.magnitude, 0, 0, plan, &buffer)
        }
    }

    static func append(
        _ points: Points, _ plan: PrintPlan, _ literals: UnsafeBufferPointer<UInt8>,
        _ buffer: inout RenderBuffer
    ) {
        let magnitude = points.hundredths.magnitude
        switch plan.form {
        case .present: ValuePrinter.appendWord(plan, literals, &buffer)
        case .rounded: appendDecimal(points.hundredths, (magnitude + 50) / 100, 0, 0, plan, &buffer)
        case .coordinate: appendShort(points.hundredths, magnitude, 2, plan, &buffer)
        default: appendDecimal(points.hundredths, magnitude, 2, 2, plan, &buffer)
        }
    }

    static func append(
        _ quantity: Quantity, _ plan: PrintPlan, _ literals: UnsafeBufferPointer<UInt8>,
        _ buffer: inout RenderBuffer
    ) {
        let magnitude = quantity.millionths.magnitude
        switch plan.form {
        case .present: ValuePrinter.appendWord(plan, literals, &buffer)
        case .hundredths:
            appendDecimal(quantity.millionths, (magnitude + 5_000) / 10_000, 2, 2, plan, &buffer)
        case .rounded:
            appendDecimal(quantity.millionths, (magnitude + 500_000) / 1_000_000, 0, 0, plan, &buffer)
        case .coordinate: appendShort(quantity.millionths, magnitude, 6, plan, &buffer)
        default:
            let decimals = min(max(quantity.decimals, 0), 6)
            var scaled = magnitude
            for _ in decimals..<6 { scaled /= 10 }
            appendDecimal(quantity.millionths, scaled, decimals, decimals, plan, &buffer)
        }
    }

    /// Without zeros at the end, as SVG wants it.
    private static func appendShort(
        _ signed: Int, _ magnitude: UInt, _ decimals: Int, _ plan: PrintPlan, _ buffer: inout RenderBuffer
    ) {
        var (magnitude, decimals) = (magnitude, decimals)
        while decimals > 0, magnitude % 10 == 0 {
            magnitude /= 10
            decimals -= 1
        }
        appendDecimal(signed, magnitude, decimals, decimals, plan, &buffer)
    }

    /// - Parameters:
    ///   - signed: gives the sign, unless the shown digits are all zero: there is no -0.
    ///   - magnitude: the digits, of which the last `decimals` stand behind the point.
    ///   - shown: digits behind the point; zeros fill up.
    private static func appendDecimal(
        _ signed: Int, _ magnitude: UInt, _ decimals: Int, _ shown: Int, _ plan: PrintPlan,
        _ buffer: inout RenderBuffer
    ) {
        if magnitude > 0, !plan.dropsSign {
            if signed < 0 {
                buffer.append(UInt8(ascii: "-"))
            } else if plan.showsPlus {
                buffer.append(UInt8(ascii: "+"))
            }
        }
        var divisor: UInt = 1
        for _ in 0..<decimals { divisor *= 10 }
        appendDigits(magnitude / divisor, atLeast: 1, &buffer)
        if shown > 0 {
            buffer.append(UInt8(ascii: "."))
            appendDigits(decimals == 0 ? 0 : magnitude % divisor, atLeast: shown, &buffer)
        }
        if plan.showsPercent { buffer.append(UInt8(ascii: "%")) }
    }
}
