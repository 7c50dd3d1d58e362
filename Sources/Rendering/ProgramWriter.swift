import Model

/// Writes the steps of one program; neighbouring literals become one.
struct ProgramWriter {
    private(set) var program = Program()
    /// A step that a jump may lead to starts a new literal.
    private var mayMerge = false

    func exceeds(_ limit: (steps: Int, expansions: Int, bytes: Int)) -> Bool {
        program.steps.count > limit.steps || program.literals.count > limit.bytes
    }

    mutating func literal(_ bytes: ArraySlice<UInt8>) {
        guard !bytes.isEmpty else { return }
        let low = append(bytes)
        if mayMerge, let last = program.steps.indices.last, program.steps[last].code == .literal,
            program.steps[last].high == low
        {
            program.steps[last].high = Int32(program.literals.count)
        } else {
            program.steps.append(Step(code: .literal, low: low, high: Int32(program.literals.count)))
        }
        mayMerge = true
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) -> Int32 {
        let low = Int32(program.literals.count)
        program.literals += bytes
        return low
    }

    mutating func print(
        _ name: ResolvedName, _ result: PrintPlanner.Result, isInAttribute: Bool, at place: SourcePlace
    ) {
        var plan = result.plan
        plan.isInAttribute = isInAttribute
        plan.place = record(place)
        (plan.absentLow, plan.absentHigh) = escaped(result.absent, isInAttribute)
        (plan.wordLow, plan.wordHigh) = escaped(result.word, isInAttribute)
        program.plans.append(plan)
        program.steps.append(
            Step(code: .print, operand: operand(name), low: Int32(program.plans.count - 1)))
        mayMerge = false
    }

    private mutating func escaped(_ text: String?, _ isInAttribute: Bool) -> (Int32, Int32) {
        guard let text else { return (0, 0) }
        let low = append(Escaping.bytes(of: text, isInAttribute: isInAttribute)[...])
        return (low, Int32(program.literals.count))
    }

    /// - Returns: the step's number, for its ends.
    mutating func section(_ code: Step.Code, _ name: ResolvedName, at place: SourcePlace) -> Int {
        program.steps.append(Step(code: code, operand: operand(name)))
        mayMerge = false
        return program.steps.count - 1
    }

    /// - Parameter hasElse: a jump over the else part is needed, because no frame ends the body.
    mutating func endBody(_ step: Int, hasElse: Bool) {
        if hasElse { program.steps.append(Step(code: .jump)) }
        program.steps[step].low = Int32(program.steps.count)
        mayMerge = false
    }

    mutating func endSection(_ step: Int) {
        let end = Int32(program.steps.count)
        program.steps[step].high = end
        let last = Int(program.steps[step].low) - 1
        if program.steps[last].code == .jump, program.steps[last].low == 0 { program.steps[last].low = end }
        mayMerge = false
    }

    private mutating func record(_ place: SourcePlace) -> Int32 {
        program.places.append(place)
        return Int32(program.places.count - 1)
    }

    private mutating func operand(_ name: ResolvedName) -> Operand {
        var operand = Operand(kind: name.kind, frame: UInt8(clamping: name.level))
        guard let first = name.slots.first else { return operand }
        operand.slot = Int32(first)
        operand.pathStart = Int32(program.paths.count)
        operand.pathCount = Int32(name.slots.count - 1)
        program.paths += name.slots.dropFirst().map(Int32.init)
        return operand
    }
}
