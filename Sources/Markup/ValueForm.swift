/// What a value must look like, as far as that is beyond doubt: of what the built-in types of XSD allow only the forms that
/// everybody writes. `01`, `+1` or ` 1` may be good numbers, but are left to libxml2.
struct ValueForm: Sendable {
    enum Base: String {
        case string, token
        case ncName = "NCName"
        case nmToken = "NMTOKEN"
        case boolean, decimal, integer, nonNegativeInteger, positiveInteger, date, gYear

        /// Whether a value is no more than its characters, so that lists and lengths mean what they say.
        var isText: Bool { self == .string || self == .token }
    }

    let base: Base
    /// In characters.
    var least = 0
    var most = Int.max
    var patterns: [Automaton] = []
    /// The only values there are.
    var listed: [[UInt8]]?
    /// As many such values as there are, with a blank between.
    var isList = false

    func accepts(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard isList else { return acceptsOne(value) }
        return value.isEmpty
            || value.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
                .allSatisfy { !$0.isEmpty && acceptsOne(UnsafeBufferPointer(rebasing: $0)) }
    }

    private func acceptsOne(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        if let listed, !listed.contains(where: { $0.count == value.count && value.elementsEqual($0) }) {
            return false
        }
        return isInForm(value)
    }

    private func isInForm(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard base.accepts(value), hasGoodLength(value) else { return false }
        for pattern in patterns where !pattern.accepts(value) { return false }
        return true
    }

    private func hasGoodLength(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        // A character has four bytes at most.
        if value.count <= most && value.count / 4 >= least { return true }
        let characters = value.count { $0 & 0xC0 != 0x80 }
        return least <= characters && characters <= most
    }
}

extension ValueForm.Base {
    fileprivate func accepts(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .string: true
        case .token: value.isCollapsed
        case .ncName:
            value.isName(alsoOf: "_-.") && !value[0].isDigit && value[0] != UInt8(ascii: "-")
                && value[0] != UInt8(ascii: ".")
        case .nmToken: value.isName(alsoOf: "_-.:")
        case .boolean: value.elementsEqual("true".utf8) || value.elementsEqual("false".utf8)
        case .decimal: value.isDecimal
        case .integer: value.withoutMinus.isInteger
        case .nonNegativeInteger: value.isInteger
        case .positiveInteger: value.isInteger && value[0] != UInt8(ascii: "0")
        case .date: value.isDate
        case .gYear: value.count == 4 && value.isInteger && value[0] != UInt8(ascii: "0")
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Single blanks, and none at the ends: nothing that `xs:token` would change.
    fileprivate var isCollapsed: Bool {
        var isAfterBlank = true
        for byte in self {
            if byte > 0x20 {
                isAfterBlank = false
            } else {
                guard byte == 0x20, !isAfterBlank else { return false }
                isAfterBlank = true
            }
        }
        return isEmpty || !isAfterBlank
    }

    fileprivate func isName(alsoOf signs: StaticString) -> Bool {
        !isEmpty
            && allSatisfy { byte in
                byte.isDigit || byte.isLetter
                    || UnsafeBufferPointer(start: signs.utf8Start, count: signs.utf8CodeUnitCount).contains(
                        byte)
            }
    }

    fileprivate var withoutMinus: UnsafeBufferPointer<UInt8> {
        first == UInt8(ascii: "-") ? UnsafeBufferPointer(rebasing: dropFirst()) : self
    }

    /// Without a needless zero. libxml2 takes 24 digits.
    fileprivate var isInteger: Bool {
        !isEmpty && count <= 18 && allSatisfy(\.isDigit) && (count == 1 || self[0] != UInt8(ascii: "0"))
    }

    fileprivate var isDecimal: Bool {
        let number = withoutMinus
        guard number.count <= 18, let point = number.firstIndex(of: UInt8(ascii: ".")) else {
            return number.isInteger
        }
        let whole = UnsafeBufferPointer(rebasing: number[..<point])
        let fraction = number[(point + 1)...]
        return whole.isInteger && !fraction.isEmpty && fraction.allSatisfy(\.isDigit)
    }

    /// A day that there is, from 1000 to 9999.
    fileprivate var isDate: Bool {
        guard count == 10, self[4] == UInt8(ascii: "-"), self[7] == UInt8(ascii: "-"),
            self[0] != UInt8(ascii: "0"),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10)
        else { return false }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days =
            switch month {
            case 1, 3, 5, 7, 8, 10, 12: 31
            case 4, 6, 9, 11: 30
            case 2: isLeap ? 29 : 28
            default: 0
            }
        return 1 <= day && day <= days
    }

    private func number(_ range: Range<Int>) -> Int? {
        var number = 0
        for index in range {
            guard self[index].isDigit else { return nil }
            number = number * 10 + Int(self[index] &- UInt8(ascii: "0"))
        }
        return number
    }
}
