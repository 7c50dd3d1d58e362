extension [UInt8] {
    /// Where a word begins; `nil` when the range does not hold it.
    ///
    /// The standard library's search of a collection takes a hundred times as long, and packs have megabytes.
    func position(of word: StaticString, in range: Range<Int>) -> Int? {
        let count = word.utf8CodeUnitCount
        guard range.count >= count else { return nil }
        return word.withUTF8Buffer { word in
            withUnsafeBufferPointer { bytes in
                var place = range.lowerBound
                while place <= range.upperBound - count {
                    var same = 0
                    while same < count, bytes[place + same] == word[same] { same += 1 }
                    if same == count { return place }
                    place += 1
                }
                return nil
            }
        }
    }

    /// What follows each place of a word, up to the next `>`.
    func texts(after word: StaticString) -> [String] {
        var found: [String] = []
        var from = 0
        while let place = position(of: word, in: from..<count) {
            from = place + word.utf8CodeUnitCount
            found.append(String(decoding: self[from...].prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self))
        }
        return found
    }
}
