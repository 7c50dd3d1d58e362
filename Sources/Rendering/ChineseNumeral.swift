/// Writes 一, 十二, 一百零五, 一万零三十; and ① to ㊿.
enum ChineseNumeral {
    private static let digits: [StaticString] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    private static let units: [StaticString] = ["", "十", "百", "千"]
    private static let groups: [StaticString] = ["", "万", "亿", "万亿", "亿亿"]

    static func append(_ number: Int, _ buffer: inout RenderBuffer) {
        if number < 0 { buffer.append("负") }
        let magnitude = number.magnitude
        guard magnitude > 0 else { return buffer.append(digits[0]) }
        var groupIndex = 0
        var scale: UInt = 1
        while magnitude / scale >= 10_000 {
            scale *= 10_000
            groupIndex += 1
        }
        var needsZero = false
        var isFirst = true
        while true {
            let group = magnitude / scale % 10_000
            if group == 0 {
                needsZero = !isFirst
            } else {
                if !isFirst, needsZero || group < 1_000 { buffer.append(digits[0]) }
                append(group: group, isFirst: isFirst, &buffer)
                buffer.append(groups[groupIndex])
                needsZero = false
                isFirst = false
            }
            if groupIndex == 0 { return }
            groupIndex -= 1
            scale /= 10_000
        }
    }

    private static func append(group: UInt, isFirst: Bool, _ buffer: inout RenderBuffer) {
        var needsZero = false
        var hasStarted = false
        for (index, divisor) in [(3, UInt(1_000)), (2, 100), (1, 10), (0, 1)] {
            let digit = group / divisor % 10
            if digit == 0 {
                needsZero = hasStarted
                continue
            }
            if needsZero { buffer.append(digits[0]) }
            needsZero = false
            // 十二, not 一十二, at the very beginning.
            if !(index == 1 && digit == 1 && isFirst && !hasStarted) { buffer.append(digits[Int(digit)]) }
            buffer.append(units[index])
            hasStarted = true
        }
    }

    /// Unicode has circles up to 50, in three places.
    static func appendCircled(_ number: Int, _ buffer: inout RenderBuffer) {
        let scalar: UInt32? =
            switch number {
            case 0: 0x24EA
            case 1...20: 0x2460 + UInt32(number - 1)
            case 21...35: 0x3251 + UInt32(number - 21)
            case 36...50: 0x32B1 + UInt32(number - 36)
            default: nil
            }
        guard let scalar else {
            buffer.append("（")
            NumberPrinter.append(number, &buffer)
            return buffer.append("）")
        }
        // All of them are three bytes in UTF-8.
        buffer.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
        buffer.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 6) & 0x3F)
        buffer.append(0x80 | UInt8(truncatingIfNeeded: scalar) & 0x3F)
    }
}
