import CZlib

/// As much of a PDF as tells whether a page was printed right: the pages, their sizes and scale, the named places.
///
/// It reads what Chromium writes (a table of plain objects, deflated streams); poppler need not be installed. A file
/// of another shape has no pages here, which is a finding and never taken for a good one.
package struct PrintedPDF: Sendable {
    /// Width and height in points (1/72 inch).
    package struct Size: Hashable, Sendable {
        package let width: Double
        package let height: Double
    }

    package struct Page: Sendable {
        package let size: Size
        fileprivate let object: Int
        /// 1 as designed; `nil` when the page holds nothing but its number.
        package let scale: Double?
    }

    package private(set) var pages: [Page] = []
    /// Targets of the page's inner links, by name (`p7`), with the number of their page from 1.
    package private(set) var places: [String: Int] = [:]
    /// Whether every page that shows something has told its scale.
    package private(set) var knowsScale = true

    private let bytes: [UInt8]
    /// Where each object's text begins.
    private var objects: [Int: Int] = [:]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        findObjects()
        let tail = max(0, bytes.count - 1024)..<bytes.count
        guard let root = number(after: "/Root ", in: tail), let catalog = object(root),
            let tree = number(after: "/Pages ", in: catalog)
        else { return }
        collectPages(tree, depth: 0)
        collectPlaces(catalog)
    }

    /// The scale of the whole document: a browser shrinks all pages when one thing is too wide.
    package var scale: Double { pages.compactMap(\.scale).min() ?? 1 }

    // MARK: Searching

    private func end(of word: StaticString, in range: Range<Int>) -> Int? {
        bytes.position(of: word, in: range).map { $0 + word.utf8CodeUnitCount }
    }

    private func number(after key: StaticString, in text: Range<Int>) -> Int? {
        guard let start = end(of: key, in: text) else { return nil }
        let digits = bytes[start..<text.upperBound].prefix { (48...57).contains($0) }
        return digits.count > 9 ? nil : Int(String(decoding: digits, as: UTF8.self))
    }

    /// Words up to the next `]`.
    private func words(after key: StaticString, in text: Range<Int>) -> [String] {
        guard let start = end(of: key, in: text) else { return [] }
        let inner = bytes[start..<text.upperBound].prefix { $0 != UInt8(ascii: "]") }
        return inner.split { $0 == 32 || $0 == 10 }.map { String(decoding: $0, as: UTF8.self) }
    }

    // MARK: Objects

    /// `12 0 obj` at the beginning of a line.
    private mutating func findObjects() {
        var from = 0
        while let found = bytes.position(of: " 0 obj\n", in: from..<bytes.count) {
            from = found + 7
            var start = found
            while start > max(0, found - 9), (48...57).contains(bytes[start - 1]) { start -= 1 }
            if let number = Int(String(decoding: bytes[start..<found], as: UTF8.self)) {
                objects[number] = from
            }
        }
    }

    /// The text of an object up to its end or its stream, at most a megabyte.
    private func object(_ number: Int) -> Range<Int>? {
        guard let start = objects[number] else { return nil }
        var range = start..<min(bytes.count, start + 1 << 20)
        guard let end = bytes.position(of: "endobj", in: range) else { return nil }
        range = start..<end
        return start..<(bytes.position(of: "stream\n", in: range) ?? end)
    }

    // MARK: Pages

    private mutating func collectPages(_ node: Int, depth: Int) {
        guard depth < 16, pages.count < 100_000, let text = object(node) else { return }
        let kids = words(after: "/Kids [", in: text)
        guard !kids.isEmpty else {
            pages.append(page(node, text))
            return
        }
        // `2 0 R 52 0 R`
        for kid in stride(from: 0, to: kids.count, by: 3) {
            if let number = Int(kids[kid]) { collectPages(number, depth: depth + 1) }
        }
    }

    private mutating func page(_ number: Int, _ text: Range<Int>) -> Page {
        let box = words(after: "/MediaBox [", in: text).compactMap(Double.init)
        let isBox = box.count == 4
        let size = Size(width: isBox ? box[2] - box[0] : 0, height: isBox ? box[3] - box[1] : 0)
        let content = self.number(after: "/Contents ", in: text).flatMap(beginningOfStream)
        guard let content, let scale = PageScale(content) else {
            knowsScale = false
            return Page(size: size, object: number, scale: nil)
        }
        return Page(size: size, object: number, scale: scale.value)
    }

    private func beginningOfStream(_ number: Int) -> [UInt8]? {
        guard let head = object(number), let length = self.number(after: "/Length ", in: head),
            bytes.position(of: "/FlateDecode", in: head) != nil
        else { return nil }
        let start = head.upperBound + "stream\n".utf8.count
        guard start + length <= bytes.count else { return nil }
        return Inflation.beginning(of: bytes[start..<start + length])
    }

    // MARK: Places

    /// `<</p1 [55 0 R /XYZ 0 841 0]`
    private mutating func collectPlaces(_ catalog: Range<Int>) {
        guard let reference = number(after: "/Dests ", in: catalog), let text = object(reference) else {
            return
        }
        let order = Dictionary(
            pages.enumerated().map { ($0.element.object, $0.offset + 1) },
            uniquingKeysWith: { first, _ in first }
        )
        for entry in bytes[text].split(separator: UInt8(ascii: "]")) {
            let words = entry.split { " \n[<".utf8.contains($0) }.map { String(decoding: $0, as: UTF8.self) }
            guard words.count > 1, words[0].hasPrefix("/"), let page = Int(words[1]).flatMap({ order[$0] })
            else { continue }
            places[String(words[0].dropFirst())] = page
        }
    }
}

/// How much a page was shrunk, from the matrices in its content.
///
/// Chromium draws in 1/300 inch: `3.125 0 0 3.125 0 0 cm` (300/96) for the page number in the margin, then one of the
/// same scale and some shift for the content. When something is wider than the paper, the second alone is smaller.
struct PageScale {
    /// `nil` when nothing but the margin was drawn.
    let value: Double?

    private static let whole = 3.125

    /// `nil` when the content is not of this shape.
    init?(_ content: [UInt8]) {
        let matrices = Self.matrices(in: content)
        guard let base = matrices.first, base[0] > 0, base[3] == -base[0] else { return nil }
        let drawn = matrices.dropFirst().filter { $0[1] == 0 && $0[2] == 0 && $0[0] == $0[3] }
        let shifted = drawn.filter { !($0[4] == 0 && $0[5] == 0) && $0[0] != 1 }
        guard !drawn.isEmpty || matrices.count == 1 else { return nil }
        // Drawings inside the page bring scales of their own, so one whole one settles it.
        let isWhole = shifted.contains { abs($0[0] - Self.whole) < 0.001 }
        value = shifted.first.map { isWhole ? 1 : $0[0] / Self.whole }
    }

    /// The six numbers of each line `a b c d e f cm`.
    private static func matrices(in content: [UInt8]) -> [[Double]] {
        content.split(separator: 10).filter { $0.suffix(3) == Array(" cm".utf8)[...] && $0.count < 120 }
            .compactMap { line in
                let numbers = String(decoding: line.dropLast(3), as: UTF8.self).split(separator: " ")
                    .compactMap { Double($0) }
                return numbers.count == 6 ? numbers : nil
            }
    }
}

enum Inflation {
    /// Enough for the number in the margin and the beginning of the content after it.
    private static let room = 64 << 10

    /// The first bytes of a zlib stream; `nil` when it is none.
    static func beginning(of packed: ArraySlice<UInt8>) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        var packed = Array(packed)
        var isSound = false
        let plain = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            packed.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                let result = inflate(&stream, Z_FINISH)
                isSound = result == Z_STREAM_END || (result == Z_BUF_ERROR && stream.avail_out == 0)
            }
            count = isSound ? buffer.count - Int(stream.avail_out) : 0
        }
        return isSound ? plain : nil
    }
}
