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

    /// How often a word stands here.
    func occurrences(of word: StaticString) -> Int {
        var found = 0
        var from = 0
        while let place = position(of: word, in: from..<count) {
            found += 1
            from = place + word.utf8CodeUnitCount
        }
        return found
    }
}
