import Model

/// A value seen where it stands in its document.
///
/// It cannot be copied, so looking into it counts no reference: texts are shared by the papers of many persons,
/// and two workers counting one text would wait for each other.
struct StoredValue: ~Copyable {
    let value: Value

    init(_ value: Value) { self.value = value }
}

/// Writes one value as its plan says.
enum ValuePrinter {
    static func print(
        _ stored: borrowing StoredValue, _ plan: PrintPlan, _ literals: UnsafeBufferPointer<UInt8>,
        _ buffer: inout RenderBuffer
    ) throws(RenderFault.Reason) {
        switch stored.value {
        case .text(let text):
            switch plan.form {
            case .present: appendWord(plan, literals, &buffer)
            case .cut: try append(cut(text, plan.limit), plan.isInAttribute, &buffer)
            default: try append(text, plan.isInAttribute, &buffer)
            }
        case .link(let link):
            if plan.form == .present { return appendWord(plan, literals, &buffer) }
            try append(link.target, plan.isInAttribute, &buffer)
        case .whole(let number): appendWhole(number, plan, literals, &buffer)
        case .points(let points): NumberPrinter.append(points, plan, literals, &buffer)
        case .quantity(let quantity): NumberPrinter.append(quantity, plan, literals, &buffer)
        case .date(let day):
            if plan.form == .present { return appendWord(plan, literals, &buffer) }
            DayPrinter.append(day, plan.form, &buffer)
        case .period(let period):
            if plan.form == .present { return appendWord(plan, literals, &buffer) }
            DayPrinter.append(period, plan.form, &buffer)
        case .flag(let flag):
            if plan.form == .present { return appendWord(plan, literals, &buffer) }
            buffer.append(flag ? "是" : "否")
        case .list(let items): try appendJoined(items, plan, literals, &buffer)
        case .absent, .record: throw .unexpectedValue
        }
    }

    static func appendWord(
        _ plan: PrintPlan, _ literals: UnsafeBufferPointer<UInt8>, _ buffer: inout RenderBuffer
    ) {
        guard let base = literals.baseAddress else { return }
        buffer.append(base + Int(plan.wordLow), Int(plan.wordHigh - plan.wordLow))
    }

    private static func appendJoined(
        _ items: [Value], _ plan: PrintPlan, _ literals: UnsafeBufferPointer<UInt8>,
        _ buffer: inout RenderBuffer
    ) throws(RenderFault.Reason) {
        var itemPlan = plan
        itemPlan.form = plan.itemForm
        for (index, item) in items.enumerated() {
            if index > 0 { appendWord(plan, literals, &buffer) }
            try print(StoredValue(item), itemPlan, literals, &buffer)
        }
    }

    private static func appendWhole(
        _ number: Int, _ plan: PrintPlan, _ literals: UnsafeBufferPointer<UInt8>, _ buffer: inout RenderBuffer
    ) {
        switch plan.form {
        case .chineseNumeral: ChineseNumeral.append(number, &buffer)
        case .circled: ChineseNumeral.appendCircled(number, &buffer)
        case .serial:
            NumberPrinter.append(number, &buffer)
            buffer.append("号")
        case .bracketed: DayPrinter.appendBracketed(number, &buffer)
        default: NumberPrinter.append(number, plan, literals, &buffer)
        }
    }

    private static func cut(_ text: String, _ limit: Int32) -> String {
        guard let end = text.index(text.startIndex, offsetBy: Int(limit), limitedBy: text.endIndex),
            end < text.endIndex
        else { return text }
        return String(text[..<end]) + "…"
    }

    /// Escapes byte by byte; a text is mostly Chinese, of which no byte needs it.
    static func append(_ text: String, _ isInAttribute: Bool, _ buffer: inout RenderBuffer)
        throws(RenderFault.Reason)
    {
        let fault = text.utf8.span.withUnsafeBufferPointer { escape($0, isInAttribute, &buffer) }
        if let fault { throw fault }
    }

    private static func escape(
        _ source: UnsafeBufferPointer<UInt8>, _ isInAttribute: Bool, _ buffer: inout RenderBuffer
    ) -> RenderFault.Reason? {
        let table = buffer.table(isInAttribute: isInAttribute)
        // "&quot;" is the longest replacement.
        guard let target = buffer.reserve(source.count * 6) else { return nil }
        var written = 0
        for index in 0..<source.count {
            let byte = source[index]
            let mark = table[Int(byte)]
            if mark == 0 {
                target[written] = byte
                written += 1
                continue
            }
            if mark == Escaping.illegal { return .illegalCharacter(UInt32(byte)) }
            if mark == Escaping.suspect {
                if let value = nonCharacter(source, index) { return .illegalCharacter(value) }
                target[written] = byte
                written += 1
                continue
            }
            let replacement = Escaping.replacement(mark)
            (target + written).update(from: replacement.utf8Start, count: replacement.utf8CodeUnitCount)
            written += replacement.utf8CodeUnitCount
        }
        buffer.advance(written)
        return nil
    }

    /// U+FFFE and U+FFFF are EF BF BE and EF BF BF.
    private static func nonCharacter(_ source: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32? {
        guard index + 2 < source.count, source[index + 1] == 0xBF, source[index + 2] >= 0xBE else {
            return nil
        }
        return 0xFF40 + UInt32(source[index + 2])
    }
}
