/// Writes 一, 十二, 一百零五, 一万零三十; and ① to ㊿.
enum ChineseNumeral {
    private static func digit(_ value: UInt) -> StaticString {
        switch value {
        case 1: "一"
        case 2: "二"
        case 3: "三"
        case 4: "四"
        case 5: "五"
        case 6: "六"
        case 7: "七"
        case 8: "八"
        case 9: "九"
        default: "零"
        }
    }

    private static func unit(_ power: Int) -> StaticString {
        switch power {
        case 1: "十"
        case 2: "百"
        case 3: "千"
        default: ""
        }
    }

    private static func group(_ index: Int) -> StaticString {
        switch index {
        case 1: "万"
        case 2: "亿"
        case 3: "万亿"
        case 4: "亿亿"
        default: ""
        }
    }

    static func append(_ number: Int, _ buffer: inout RenderBuffer) {
        if number < 0 { buffer.append("负") }
        let magnitude = number.magnitude
        guard magnitude > 0 else { return buffer.append(digit(0)) }
        var groupIndex = 0
        var scale: UInt = 1
        while magnitude / scale >= 10_000 {
            scale *= 10_000
            groupIndex += 1
        }
        var needsZero = false
        var isFirst = true
        while true {
            let four = magnitude / scale % 10_000
            if four == 0 {
                needsZero = !isFirst
            } else {
                if !isFirst, needsZero || four < 1_000 { buffer.append(digit(0)) }
                append(group: four, isFirst: isFirst, &buffer)
                buffer.append(group(groupIndex))
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
            let value = group / divisor % 10
            if value == 0 {
                needsZero = hasStarted
                continue
            }
            if needsZero { buffer.append(digit(0)) }
            needsZero = false
            // 十二, not 一十二, at the very beginning.
            if !(index == 1 && value == 1 && isFirst && !hasStarted) { buffer.append(digit(value)) }
            buffer.append(unit(index))
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
