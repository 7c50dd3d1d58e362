import Model

extension Program {
    /// Runs the program over a value, which must be of the type it was compiled for.
    func run(
        _ root: Value, into buffer: inout RenderBuffer, limit: Int, notesItems: Bool = false
    ) throws(RenderFault) {
        buffer.clear(limit: limit, notesItems: notesItems)
        var fault: RenderFault?
        steps.withUnsafeBufferPointer { steps in
            plans.withUnsafeBufferPointer { plans in
                paths.withUnsafeBufferPointer { paths in
                    literals.withUnsafeBufferPointer { literals in
                        let renderer = Renderer(steps: steps, plans: plans, paths: paths, literals: literals)
                        fault = renderer.run(root, &buffer).map { fault in
                            RenderFault(
                                reason: fault.reason, place: fault.plan.map { places[Int(plans[$0].place)] })
                        }
                    }
                }
            }
        }
        if let fault { throw fault }
        if buffer.isFull || buffer.count > limit { throw RenderFault(reason: .tooLarge, place: nil) }
    }
}

/// Steps through a program.
///
/// Values are reached by pointers into the document's own arrays. They stay where they are while the document
/// lives, which it does until ``Program/run(_:into:limit:)`` returns, and nobody changes them.
struct Renderer {
    let steps: UnsafeBufferPointer<Step>
    let plans: UnsafeBufferPointer<PrintPlan>
    let paths: UnsafeBufferPointer<Int32>
    let literals: UnsafeBufferPointer<UInt8>

    struct Fault: Error {
        let reason: RenderFault.Reason
        let plan: Int?
    }

    func run(_ root: Value, _ buffer: inout RenderBuffer) -> Fault? {
        withUnsafePointer(to: root) { root in
            do throws(Fault) {
                enter(root, 0, &buffer)
                try run(0, steps.count, 0, &buffer)
                return nil
            } catch {
                return error
            }
        }
    }

    /// Makes a value the level's own: an object's fields, or the value itself.
    private func enter(_ value: UnsafePointer<Value>, _ level: Int, _ buffer: inout RenderBuffer) {
        buffer.frames[level].values = Self.fields(of: value) ?? UnsafeBufferPointer(start: value, count: 1)
    }

    /// - Returns: the fields, or `nil` for a value that is no object.
    private static func fields(of value: UnsafePointer<Value>) -> UnsafeBufferPointer<Value>? {
        guard case .record(let record) = value.pointee else { return nil }
        return record.values.withUnsafeBufferPointer { $0 }
    }

    private func run(_ from: Int, _ to: Int, _ level: Int, _ buffer: inout RenderBuffer) throws(Fault) {
        var position = from
        while position < to {
            let step = steps[position]
            switch step.code {
            case .literal:
                if let base = literals.baseAddress {
                    buffer.append(base + Int(step.low), Int(step.high - step.low))
                }
                position += 1
            case .print:
                try print(step, &buffer)
                position += 1
            case .test: position = holds(step, buffer) ? position + 1 : Int(step.low)
            case .testNot: position = holds(step, buffer) ? Int(step.low) : position + 1
            case .jump: position = Int(step.low)
            case .object: position = try runObject(step, position, level, &buffer)
            case .list: position = try runList(step, position, level, &buffer)
            }
            if buffer.isFull { throw Fault(reason: .tooLarge, plan: nil) }
        }
    }

    private func runObject(
        _ step: Step, _ position: Int, _ level: Int, _ buffer: inout RenderBuffer
    ) throws(Fault) -> Int {
        guard let value = value(step.operand, buffer), let fields = Self.fields(of: value) else {
            return Int(step.low)
        }
        buffer.frames[level + 1].values = fields
        try run(position + 1, Int(step.low), level + 1, &buffer)
        return Int(step.high)
    }

    private func runList(
        _ step: Step, _ position: Int, _ level: Int, _ buffer: inout RenderBuffer
    ) throws(Fault) -> Int {
        guard let value = value(step.operand, buffer), let items = Self.items(of: value), !items.isEmpty,
            let first = items.baseAddress
        else { return Int(step.low) }
        let isNoted = buffer.notesItems && step.operand.frame == 0 && step.operand.pathCount == 0
        for index in 0..<items.count {
            let start = buffer.count
            buffer.frames[level + 1] = .init(index: index, count: items.count)
            enter(first + index, level + 1, &buffer)
            buffer.itemsLeft -= 1
            guard buffer.itemsLeft > 0 else { throw Fault(reason: .tooLarge, plan: nil) }
            try run(position + 1, Int(step.low), level + 1, &buffer)
            if isNoted { buffer.note(item: index, of: Int(step.operand.slot), since: start) }
        }
        return Int(step.high)
    }

    private static func items(of value: UnsafePointer<Value>) -> UnsafeBufferPointer<Value>? {
        guard case .list(let items) = value.pointee else { return nil }
        return items.withUnsafeBufferPointer { $0 }
    }

    /// Where the operand's value stands; `nil` when an object on the way is absent.
    @inline(__always)
    private func value(_ operand: Operand, _ buffer: borrowing RenderBuffer) -> UnsafePointer<Value>? {
        var fields = buffer.frames[Int(operand.frame)].values
        var slot = Int(operand.slot)
        for index in 0..<Int(operand.pathCount) {
            guard slot < fields.count, let base = fields.baseAddress, let inner = Self.fields(of: base + slot)
            else { return nil }
            fields = inner
            slot = Int(paths[Int(operand.pathStart) + index])
        }
        guard slot < fields.count, let base = fields.baseAddress else { return nil }
        return base + slot
    }

    private func holds(_ step: Step, _ buffer: borrowing RenderBuffer) -> Bool {
        let frame = buffer.frames[Int(step.operand.frame)]
        switch step.operand.kind {
        case .index: return true
        case .isFirst: return frame.index == 0
        case .isLast: return frame.index == frame.count - 1
        case .count: return true
        case .field, .item, .isFilled: return isThere(value(step.operand, buffer))
        }
    }

    /// Set, present, not empty.
    private func isThere(_ value: UnsafePointer<Value>?) -> Bool {
        guard let value else { return false }
        switch value.pointee {
        case .absent: return false
        case .flag(let flag): return flag
        case .text(let text): return !text.isEmpty
        case .list(let items): return !items.isEmpty
        default: return true
        }
    }

    private func print(_ step: Step, _ buffer: inout RenderBuffer) throws(Fault) {
        let index = Int(step.low)
        let frame = buffer.frames[Int(step.operand.frame)]
        switch step.operand.kind {
        case .index: return try print(StoredValue(.whole(frame.index + 1)), index, &buffer)
        case .isFirst: return try print(StoredValue(.flag(frame.index == 0)), index, &buffer)
        case .isLast: return try print(StoredValue(.flag(frame.index == frame.count - 1)), index, &buffer)
        case .count: return try print(StoredValue(.whole(count(step, buffer))), index, &buffer)
        case .isFilled: return try print(StoredValue(.flag(count(step, buffer) > 0)), index, &buffer)
        case .field, .item: break
        }
        guard let value = value(step.operand, buffer) else {
            return try print(StoredValue(.absent), index, &buffer)
        }
        try value.withMemoryRebound(to: StoredValue.self, capacity: 1) { stored throws(Fault) in
            try print(stored.pointee, index, &buffer)
        }
    }

    private func count(_ step: Step, _ buffer: borrowing RenderBuffer) -> Int {
        value(step.operand, buffer).flatMap { Self.items(of: $0)?.count } ?? 0
    }

    @inline(__always)
    private func print(_ stored: borrowing StoredValue, _ index: Int, _ buffer: inout RenderBuffer)
        throws(Fault)
    {
        let plan = plans[index]
        if plan.absence != .impossible, isAbsent(stored, plan) {
            return append(plan.absentLow, plan.absentHigh, &buffer)
        }
        do {
            try ValuePrinter.print(stored, plan, literals, &buffer)
        } catch {
            throw Fault(reason: error, plan: index)
        }
    }

    private func isAbsent(_ stored: borrowing StoredValue, _ plan: PrintPlan) -> Bool {
        switch stored.value {
        case .absent: return true
        case .text(let text): return text.isEmpty
        case .list(let items): return items.isEmpty
        case .flag(let flag): return plan.form == .present && !flag
        default: return false
        }
    }

    private func append(_ low: Int32, _ high: Int32, _ buffer: inout RenderBuffer) {
        guard high > low, let base = literals.baseAddress else { return }
        buffer.append(base + Int(low), Int(high - low))
    }
}
