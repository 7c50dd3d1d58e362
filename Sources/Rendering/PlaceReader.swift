import Model

/// Follows a template as it is put together and notes in which surroundings each tag and each sentence stands.
///
/// A check of names and types cannot tell `得分 {{满分}}` from `得分 {{得分}}`. The words around a tag say what a
/// reader takes its value for, so they are its place: the heading of the column or row, what stands directly
/// before and behind it, in XML the path of elements. ``PlaceBook`` knows the places of the shipped templates.
struct PlaceReader {
    private let isXML: Bool
    private(set) var notes: PlaceNotes

    /// Types of the names in reach, outermost first.
    private var scopes: [[UInt8]] = []
    private var files: [File] = []
    private var conditions: [Condition] = []
    private var elements: [Element] = []
    private var path: [UInt8] = []
    private var context = Context()
    /// Of the text around the attribute that is being read.
    private var outside: Context?
    private var attribute: [UInt8] = []
    private var attributeText: [UInt8] = []
    /// Of the last heading of the page, and of the row that is being read.
    private var title: [UInt8] = []
    private var rowHeading: [UInt8] = []
    private var caption: [UInt8] = []
    private var columns = TableColumns()
    private(set) var root = ""
    private var spot = Spot(script: 0, offset: 0)

    private struct File {
        let script: Int
        /// Sentences of wording stand in HTML and XML alike.
        let isProse: Bool
        let name: String
    }

    private struct Condition {
        let script: Int
        let name: [UInt8]
        var isMet: Bool
        /// Says nothing of what it holds.
        let repeats: Bool
        let isFlag: Bool
        /// The same question is asked of each type of document.
        var bareName: ArraySlice<UInt8> { name.drop { $0 != UInt8(ascii: ".") }.dropFirst() }
        /// Elements open where it begins.
        let depth: Int
        let isInAttribute: Bool
    }

    private struct Element {
        let name: [UInt8]
        let isInline: Bool
        let isRaw: Bool
        let pathLength: Int
        var heading: [UInt8] = []
        var headingSpot: Spot?
        var style: [UInt8] = []
    }

    /// Literal text, without blanks, so that a line may be broken anew.
    private struct Context {
        /// Since the last value, block or file: what a value is read with.
        var before: [UInt8] = []
        /// Since the last tag of the template.
        var tail: [UInt8] = []
        /// Since the last tag of the template or the page.
        var words: [UInt8] = []
        var wordsSpot = Spot(script: 0, offset: 0)
        var beforeSpot = Spot(script: 0, offset: 0)
        /// Since the last value.
        var hasBlank = false
        /// The value that stood last in the block.
        var previous: [UInt8] = []
        var waiting: Waiting?
        /// What would be missing up to the next value if the last one were not there.
        var lack: Lack?
        /// Tags and ends of blocks so far.
        var events = 0
        /// A section of mere text that ended last, and what would be read without its tags.
        var unwrapped: Lack?
        /// The item of a list that is being read.
        var item: Item?
    }

    /// Whether one item of a list runs into the next is seen from how it begins and ends.
    fileprivate struct Item {
        let start: Int
        /// Text stands before the first value; `nil` while none has come.
        var hasLead: Bool?
        var hasBlock = false
    }

    fileprivate struct Lack {
        let key: PlaceKey
        let name: [UInt8]
    }

    /// A value whose place ends with the text that is still to come, or a section that would leave a gap.
    private struct Waiting {
        var place: PlaceKey?
        var gap: PlaceKey?
        let name: [UInt8]
        let spot: Spot
        var conditions: [Condition] = []
        var script = 0
    }

    init(_ format: OutputFormat, _ notes: PlaceNotes) {
        isXML = format == .xml
        self.notes = notes
    }

    private var isRaw: Bool { elements.last?.isRaw ?? false }
    private var isProse: Bool { files.last?.isProse ?? false }
    /// The program's own vocabulary, in which nothing is worded differently.
    private var isLedger: Bool { isXML && !isProse }

    // MARK: Bytes

    /// Follows one literal byte, after the markup has read it.
    mutating func follow(_ byte: UInt8, from old: MarkupState.Mode, in state: MarkupState, at spot: Spot) {
        self.spot = spot
        if state.open.count != elements.count { followElements(state) }
        switch (old, state.mode) {
        case (.content, .content), (.value, .value), (.entity, _), (_, .entity): append(byte, spot)
        case (_, .tagOpen): endWords()
        case (_, .value): startAttribute(state.attribute)
        case (.value, _): endAttribute()
        default: break
        }
    }

    /// Follows literal text in which no tag of the page begins or ends.
    mutating func follow(text: ArraySlice<UInt8>, in script: Int) {
        if isRaw || text.isEmpty { return }
        spot = Spot(script: script, offset: text.endIndex - 1)
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(where: \.isMarkupSpace) ?? text.endIndex
            if start < end { append(text[start..<end], Spot(script: script, offset: start)) }
            if end < text.endIndex { context.hasBlank = true }
            start = end + 1
        }
    }

    private mutating func append(_ byte: UInt8, _ spot: Spot) {
        if isRaw { return }
        if byte.isMarkupSpace { context.hasBlank = true } else { append(CollectionOfOne(byte), spot) }
    }

    private mutating func append(_ text: some Collection<UInt8>, _ spot: Spot) {
        if context.words.isEmpty { context.wordsSpot = spot }
        if context.before.isEmpty { context.beforeSpot = spot }
        context.words.append(contentsOf: text)
        context.before.append(contentsOf: text)
        context.tail.append(contentsOf: text)
        if outside == nil {
            caption.append(contentsOf: text)
        } else {
            attributeText.append(contentsOf: text)
        }
    }

    // MARK: Elements

    /// Also where the other branch of a section begins, from what was open at its start.
    mutating func followElements(_ state: MarkupState) {
        while elements.count > state.open.count { endElement() }
        while elements.count < state.open.count { startElement(state.open[elements.count].name) }
    }

    private mutating func startElement(_ name: [UInt8]) {
        if path.isEmpty { root = String(decoding: name, as: UTF8.self) }
        let isInline = !isXML && Self.inline.contains(name)
        if !isInline { endBlock() }
        if name == Self.lineBreak { context.hasBlank = true }
        if !isXML, Self.captions.contains(name) || Self.titles.contains(name) { caption = [] }
        if !isXML { columns.start(name) }
        elements.append(
            Element(
                name: name, isInline: isInline, isRaw: !isXML && Self.raw.contains(name),
                pathLength: path.count))
        path.append(UInt8(ascii: "/"))
        path += name
    }

    private mutating func endElement() {
        guard let element = elements.last else { return }
        if !element.isInline { endBlock() }
        elements.removeLast()
        path.removeSubrange(element.pathLength...)
        if isXML { return }
        let misfit = columns.end(
            element.name, text: caption, label: element.heading, at: element.headingSpot ?? spot,
            key: notes.key)
        if let misfit { notes.misfit(misfit) }
        if Self.captions.contains(element.name) { rowHeading = caption }
        if Self.rows.contains(element.name) { rowHeading = [] }
        if Self.titles.contains(element.name) { title = caption }
    }

    private mutating func endBlock() {
        endWords()
        settle(isBlock: true)
        context.before.removeAll(keepingCapacity: true)
        context.tail.removeAll(keepingCapacity: true)
        context.previous = []
        context.lack = nil
        context.unwrapped = nil
        context.events += 1
        context.item?.hasBlock = true
    }

    private mutating func startAttribute(_ name: [UInt8]) {
        guard outside == nil else { return }
        attribute = name
        attributeText = []
        outside = context
        context = Context()
    }

    private mutating func endAttribute() {
        guard let text = outside else { return }
        endWords()
        settle(isBlock: true)
        if let last = elements.indices.last {
            if attribute == Self.dataLabel {
                elements[last].heading = attributeText
                elements[last].headingSpot = spot
            }
            if attribute == Self.columnSpan { columns.span(attributeText) }
            if attribute == Self.classAttribute { elements[last].style = attributeText }
        }
        context = text
        outside = nil
    }

    // MARK: Tags

    mutating func enterFile(_ script: Int, isProse: Bool, name: String, scope: [UInt8]) {
        tag()
        files.append(File(script: script, isProse: isProse, name: name))
        if isProse { notes.enterProse(name) }
        scopes.append(scope)
        forget()
    }

    mutating func leaveFile() {
        tag()
        files.removeLast()
        scopes.removeLast()
        forget()
    }

    private mutating func forget() {
        context.before.removeAll(keepingCapacity: true)
        context.previous = []
        context.lack = nil
    }

    /// A partial counts as a sentence of the file that asks for it.
    mutating func partial(_ name: String, at spot: Spot) {
        tag()
        context.words = Array("{{>".utf8) + name.utf8
        context.wordsSpot = spot
        endWords(isSentence: true)
    }

    mutating func value(_ name: [UInt8], at spot: Spot) {
        tag()
        guard !isRaw else { return }
        context.waiting = Waiting(
            place: place(sign: nil, []), name: name, spot: spot, conditions: conditions, script: script)
        context.lack = Lack(key: gap(), name: name)
        if let item = context.item, item.hasLead == nil {
            context.item?.hasLead = context.before.count > item.start || context.hasBlank
        }
        context.hasBlank = false
        context.before.removeAll(keepingCapacity: true)
        context.previous = name
    }

    /// What stands at the beginning of a section, for its other branch and its end.
    struct Fork {
        fileprivate let before: [UInt8]
        fileprivate let previous: [UInt8]
        fileprivate let lack: Lack?
        fileprivate let item: Item?
        /// What would be missing without the section, when it is no clause of its own.
        fileprivate let gap: PlaceKey?
        /// The text before it and with it, if it were not a section.
        fileprivate let run: PlaceKey
        fileprivate let events: Int
        fileprivate let section: PlacedSection
        fileprivate let column: Int
    }

    mutating func open(_ section: PlacedSection, scope: [UInt8]) -> Fork {
        let run = run()
        tag()
        columns.open(section)
        if !isRaw {
            notes.place(
                place(sign: section.sign, section.beginning), section.name, isLedger, section.spot)
        }
        if isProse, let file = files.last?.name {
            for name in section.cases { notes.proseCase(name, of: file) }
        }
        let fork = Fork(
            before: context.before, previous: context.previous, lack: context.lack,
            item: context.item, gap: section.isClause || isRaw ? nil : gap(), run: run,
            events: context.events, section: section, column: columns.column)
        conditions.append(
            Condition(
                script: script, name: section.name, isMet: !section.isInverted, repeats: section.repeats,
                isFlag: section.isFlag,
                depth: elements.count, isInAttribute: outside != nil))
        scopes.append(scope)
        if section.repeats {
            context.item = Item(start: context.before.count)
            context.hasBlank = false
        }
        return fork
    }

    mutating func turn(_ fork: Fork, scope: [UInt8]) {
        tag()
        columns.turn(to: fork.column)
        checkSeam(fork)
        scopes[scopes.count - 1] = scope
        conditions[conditions.count - 1].isMet = false
        context.before = fork.before
        context.previous = fork.previous
        context.lack = fork.lack
    }

    mutating func close(_ fork: Fork, hasTurned: Bool) {
        let isText = !hasTurned && context.events == fork.events && !context.tail.isEmpty && !isRaw
        let text = context.tail
        tag()
        if isText {
            var key = fork.run
            key.add(text)
            let sign = UInt8(ascii: fork.section.isInverted ? "-" : "+")
            context.unwrapped = Lack(key: key, name: fork.section.name + [sign])
        }
        if !hasTurned { checkSeam(fork) }
        columns.close(fork.section, from: fork.column)
        scopes.removeLast()
        conditions.removeLast()
        guard let gap = fork.gap else { return }
        context.waiting = Waiting(gap: gap, name: fork.section.name, spot: fork.section.spot)
    }

    private mutating func checkSeam(_ fork: Fork) {
        guard fork.section.repeats, let item = context.item else { return }
        if item.hasLead == false, !item.hasBlock, context.before.isEmpty, !context.hasBlank {
            notes.seam(fork.section.name, fork.section.spot)
        }
        context.item = fork.item
        if item.hasBlock { context.item?.hasBlock = true }
        if context.item != nil, context.item?.hasLead == nil, let hasLead = item.hasLead {
            context.item?.hasLead = hasLead || item.start > (fork.item?.start ?? 0)
        }
    }

    private var script: Int { files.last?.script ?? 0 }

    private mutating func tag() {
        endWords()
        settle(isBlock: false)
        context.events += 1
        context.tail.removeAll(keepingCapacity: true)
    }

    // MARK: Places

    /// Ends the place of the last value, and looks whether a value is missing here.
    private mutating func settle(isBlock: Bool) {
        if isRaw { return }
        let end = UInt8(ascii: isBlock ? "]" : "{")
        if let waiting = context.waiting {
            context.waiting = nil
            if var place = waiting.place {
                place.add(context.tail)
                notes.place(place, waiting.name, isLedger, waiting.spot)
                if !isLedger { checkConditions(of: place, waiting) }
            }
            if let gap = waiting.gap, !isLedger {
                notes.gap(ended(gap, context.tail, end), waiting.name)
            }
        }
        // What the XML lacks is seen from the list of its places.
        if isLedger { return }
        if let unwrapped = context.unwrapped {
            notes.unwrapped(ended(unwrapped.key, context.tail, end), unwrapped.name)
            context.unwrapped = nil
        }
        notes.run(ended(run(), [], end), context.tail.isEmpty ? spot : context.wordsSpot)
        if let lack = context.lack { notes.gap(ended(lack.key, context.before, end), lack.name) }
        notes.text(ended(gap(), [], end), context.before.isEmpty ? spot : context.beforeSpot)
    }

    /// A value that prints only when a flag is set, or when something else is lacking.
    private mutating func checkConditions(of place: PlaceKey, _ value: Waiting) {
        var key = place
        key.end()
        guard notes.asksConditions(of: key) else { return }
        let met = value.conditions.filter { $0.script == value.script && ($0.isFlag || !$0.isMet) }
        notes.words(key, value.spot, met.map { $0.bareName + [UInt8(ascii: $0.isMet ? "+" : "-")] })
    }

    /// The text since the last tag, in its surroundings.
    private func run() -> PlaceKey {
        var key = reach()
        key.add(context.tail)
        return key
    }

    /// Names in reach and heading.
    private func reach() -> PlaceKey {
        var key = notes.key
        key.add(scopes.last ?? [])
        key.end()
        addAttribute(&key)
        key.end()
        key.add(heading)
        key.end()
        return key
    }

    private func ended(_ key: PlaceKey, _ text: [UInt8], _ end: UInt8) -> PlaceKey {
        var key = key
        key.add(text)
        key.add(CollectionOfOne(end))
        return key
    }

    /// The place of a value before the text behind it, or of a section, which has a sign.
    private func place(sign: UInt8?, _ following: ArraySlice<UInt8>) -> PlaceKey {
        var key = notes.key
        if isLedger {
            key.add(path)
            addAttribute(&key)
        } else {
            key.add(scopes.last ?? [])
            key.end()
            addAttribute(&key)
            key.end()
            key.add(heading)
        }
        key.end()
        if let sign {
            key.add(CollectionOfOne(sign))
            key.add(following.lazy.filter { !$0.isMarkupSpace })
        }
        key.end()
        if !isLedger, !Self.hasLetters(context.before) {
            // Without words at hand the place is told by what stands around and what stood last.
            if isProse || heading.isEmpty || sign != nil { addSurroundings(&key) }
            key.end()
            key.add(context.previous)
        }
        key.end()
        key.add(context.before)
        key.end()
        return key
    }

    private func addSurroundings(_ key: inout PlaceKey) {
        if !isProse, outside == nil {
            key.add(title)
            key.end()
            addStyle(&key)
        }
        if let outside {
            key.add(outside.previous)
            key.end()
            key.add(outside.before)
        }
        key.end()
        if let condition = conditions.last, condition.script == script {
            key.add(condition.name)
            key.add(CollectionOfOne(UInt8(ascii: condition.isMet ? "+" : "-")))
        }
    }

    /// Names in reach, heading, the last value and text: where something may be missing.
    private func gap() -> PlaceKey {
        var key = reach()
        if !isProse, let block = elements.last(where: { !$0.isInline }) {
            key.add(block.name)
            key.add(block.style)
        }
        key.end()
        key.add(context.previous)
        key.end()
        key.add(context.before)
        return key
    }

    private var heading: [UInt8] {
        if isXML || isProse || outside != nil { return [] }
        for element in elements.reversed() {
            if !element.heading.isEmpty { return element.heading }
            if Self.captions.contains(element.name) { return [] }
            if !element.isInline { break }
        }
        return rowHeading
    }

    private func addAttribute(_ key: inout PlaceKey) {
        guard outside != nil, let element = elements.last else { return }
        if !isLedger { key.add(element.name) }
        key.add(CollectionOfOne(UInt8(ascii: "@")))
        key.add(attribute)
    }

    private func addStyle(_ key: inout PlaceKey) {
        guard let element = elements.last(where: { !$0.style.isEmpty || !$0.isInline }) else { return }
        key.add(element.name)
        key.add(CollectionOfOne(UInt8(ascii: ".")))
        key.add(element.style)
    }

    /// A sentence, and the sections of its own file without which it would not be true.
    private mutating func endWords(isSentence: Bool = false) {
        if context.words.isEmpty { return }
        defer { context.words.removeAll(keepingCapacity: true) }
        // In the XML every section has its place already.
        guard !isLedger, !isRaw, Self.hasLetters(context.words) else { return }
        var key = notes.key
        addAttribute(&key)
        key.end()
        key.add(context.words)
        let isShort = !isSentence && context.words.count < Self.sentenceLength
        if isShort {
            // A short word says little without what it follows; in a new sentence it may mean anything.
            key.end()
            key.add(scopes.last ?? [])
            key.end()
            key.add(context.previous)
            key.end()
            key.add(context.before)
        }
        if notes.asksConditions(of: key) { notes.words(key, context.wordsSpot, conditionsOfWords(isShort)) }
    }

    /// A short word may mean something else elsewhere: there only the sections within its own block count, as in
    /// an attribute only those within the value.
    private func conditionsOfWords(_ isShort: Bool) -> [[UInt8]] {
        let block = elements.lastIndex { !$0.isInline }.map { $0 + 1 } ?? 0
        let isHeading = block > 0 && Self.captions.contains(elements[block - 1].name)
        let isShort = isShort || isHeading
        return conditions.filter { condition in
            if condition.script != script { return false }
            if outside != nil { return condition.isInAttribute }
            let isInBlock = condition.depth >= block
            return isInBlock || !isShort && !condition.repeats
        }
        .map { $0.bareName + [UInt8(ascii: $0.isMet ? "+" : "-")] }
    }

    /// Five Chinese characters.
    private static let sentenceLength = 15

    /// Letters, digits or Chinese characters: more than punctuation.
    static func hasLetters(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            // Punctuation and signs of U+2000 to U+2FFF, of U+3000 to U+303F, and wide forms.
            case 0xE2, 0xEF: index += 3
            case 0xE3 where index + 1 < bytes.count && bytes[index + 1] == 0x80: index += 3
            case 0xC2, 0xC3: index += 2
            case 0x80..., UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                return true
            default: index += 1
            }
        }
        return false
    }

    private static func set(_ names: [String]) -> Set<[UInt8]> { Set(names.map { Array($0.utf8) }) }

    private static let inline = set([
        "a", "abbr", "b", "br", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup",
        "tspan", "u", "wbr",
    ])
    private static let captions = set(["th", "dt"])
    private static let titles = set(["h1", "h2", "h3", "h4", "caption"])
    /// A heading is no longer in force where one of these ends.
    private static let rows = set(["tr", "dd"])
    private static let raw = set(["style", "script"])
    private static let lineBreak = Array("br".utf8)
    private static let dataLabel = Array("data-label".utf8)
    private static let columnSpan = Array("colspan".utf8)
    private static let classAttribute = Array("class".utf8)
    private static let braces = Array("{{".utf8)
}
