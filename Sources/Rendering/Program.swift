import Model

/// A template compiled against its document type: flat steps over slots, without names.
///
/// Steps, print plans, paths and literals each stand in one array of plain numbers, so that running it touches
/// no reference count however many threads share it.
struct Program: Sendable {
    var steps: [Step] = []
    var plans: [PrintPlan] = []
    /// Slots behind the first one of dotted names.
    var paths: [Int32] = []
    /// The literal bytes of the template, escaped and ready.
    var literals: [UInt8] = []
    /// Where each step's tag stands, for the rare fault while rendering.
    var places: [SourcePlace] = []
}

struct Step: Sendable {
    enum Code: UInt8, Sendable {
        /// `low` and `high` bound the bytes.
        case literal
        /// `low` is the plan.
        case print
        /// Body up to `low`, else part up to `high`; a list pushes a frame per item, an object one.
        case list, object
        /// As above, without a frame: runs the body when the value is there, set or not empty.
        case test
        /// Runs the body up to `low` when it is not.
        case testNot
        /// Goes on at `low`.
        case jump
    }

    var code: Code
    var operand = Operand()
    var low: Int32 = 0
    var high: Int32 = 0
}

/// Where a value is found while rendering.
struct Operand: Sendable {
    enum Kind: UInt8, Sendable {
        /// A field of the frame's object, perhaps of an object in it.
        case field
        /// The frame's own value: an item that is no object.
        case item
        /// Position in the list of the frame.
        case index, isFirst, isLast
        /// Of the list found as a field.
        case count, isFilled
    }

    var kind = Kind.field
    var frame: UInt8 = 0
    var slot: Int32 = 0
    var pathStart: Int32 = 0
    var pathCount: Int32 = 0
}

/// How one value prints.
struct PrintPlan: Sendable {
    enum Form: UInt8, Sendable {
        case text, link, number
        case hundredths, rounded, coordinate
        case chineseNumeral, circled, serial, bracketed
        case isoDay, chineseDay, yearMonth, monthDay
        case quarter, quarterCode, year
        case yesNo, present, cut, joined
    }

    enum Absence: UInt8, Sendable { case impossible, nothing, literal }

    var form = Form.text
    var itemForm = Form.text
    var isInAttribute = false
    var showsPlus = false
    var showsPercent = false
    var dropsSign = false
    var absence = Absence.impossible
    /// What absence prints, in the literals.
    var absentLow: Int32 = 0
    var absentHigh: Int32 = 0
    /// What stands between items, or what presence prints, in the literals.
    var wordLow: Int32 = 0
    var wordHigh: Int32 = 0
    /// Characters that `截` leaves.
    var limit: Int32 = 0
    /// Index of the tag's place.
    var place: Int32 = 0
}
