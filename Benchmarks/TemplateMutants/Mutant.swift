import Model
import Rendering

/// One wrong edit of the shipped templates.
package struct Mutant {
    package enum Class: String, CaseIterable, Sendable {
        case renamedField = "名称改错"
        case brokenTag = "标记破损"
        case lostEscaping = "丢失转义位置"
        case lostObligatory = "删去必备内容"
        case strayBytes = "多余字节"
        case renamedPartial = "片段改名"
        case swappedSection = "小节互换"
        case swappedVariable = "变量互换"
        /// One name under the words of another, once.
        case misplacedVariable = "变量错位"
        /// The tags of a section go, what they enclosed stays.
        case unwrappedSection = "拆去小节"
        case droppedSection = "删去小节"
        case droppedVariable = "删去变量"

        /// Breaks syntax, names, places or obligatory parts: the check must refuse it.
        package var mustBeRejected: Bool {
            switch self {
            case .swappedSection, .swappedVariable, .misplacedVariable, .unwrappedSection, .droppedSection,
                .droppedVariable:
                return false
            default: return true
            }
        }
    }

    package let kind: Class
    /// What was done, for the list of survivors.
    package let note: String
    /// Replacements of sources, by index.
    package let sources: [Int: TemplateSource]
    /// Where the offending token stands, when there is one; a section's other end says as much.
    package let places: [SourcePlace]
}

/// xorshift64*: the same mutants on every machine.
struct FixedRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 2_685_821_657_736_338_717
    }
}
