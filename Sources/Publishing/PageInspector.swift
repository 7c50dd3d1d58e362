import Markup
import Model

/// Styles and the policy last found good: the same ones stand in every page of a kind, and are read only once.
final class ApprovedParts {
    /// Contents of `style` elements, the newest first.
    var styles: [[UInt8]] = []
    fileprivate var policy: (content: String, mayHaveScript: Bool, ContentPolicy)?

    fileprivate func policy(_ content: String, mayHaveScript: Bool) -> ContentPolicy {
        if let policy, policy.content == content, policy.mayHaveScript == mayHaveScript { return policy.2 }
        let fresh = ContentPolicy(content, mayHaveScript: mayHaveScript)
        policy = (content, mayHaveScript, fresh)
        return fresh
    }
}

/// Checks that a page is what browsers and readers need and that it can do nothing but be read.
///
/// XML is only half of the truth: a browser reads the same bytes as HTML, where names are
/// case-insensitive and `<td/>` does not close. What the two would read differently is refused.
final class PageInspector: MarkupVisitor {
    private let mayHaveScript: Bool
    private let leaks: LeakInspector
    @exclusivity(unchecked) private(set) var complaints: [Complaint] = []

    // Changed at each tag by this object alone; the check at run time took a tenth of the page's time.
    @exclusivity(unchecked) private var open: [Element] = []
    @exclusivity(unchecked) private var ids: Set<[UInt8]> = []
    @exclusivity(unchecked) private var titles = 0
    private var hasLanguage = false
    private var hasCharset = false
    @exclusivity(unchecked) private var policies: [ContentPolicy] = []
    @exclusivity(unchecked) private var meta = Meta()
    /// Text of the style, script or title being read.
    @exclusivity(unchecked) private var gathered: [UInt8] = []
    private let approved: ApprovedParts
    private let names = PageNames.all
    /// The page's style, when nothing is wrong with it.
    @exclusivity(unchecked) private(set) var soundStyle: [UInt8]?
    @exclusivity(unchecked) private var blanks = BlankInspector()

    struct Complaint {
        let place: SourcePlace
        /// Without full stop.
        let cause: String
    }

    private enum Element { case other, root, head, title, style, script, drawing, meta }

    private struct Meta {
        var name = ""
        var content = ""
        var place: SourcePlace?
    }

    init(_ kind: DocumentKind, leaks: LeakInspector, approved: ApprovedParts) {
        mayHaveScript = kind == .index
        self.leaks = leaks
        self.approved = approved
    }

    /// What the whole page lacks.
    func finish(_ place: SourcePlace) {
        if titles != 1 { add("head 里应有一个 title，现有 \(titles) 个", place) }
        if !hasLanguage { add("html 元素缺少 lang 属性", place) }
        if !hasCharset { add("缺少 <meta charset=\"utf-8\"/>，浏览器会猜错编码", place) }
        if let place = blanks.finish() { add(Self.bareHeading, place) }
        if policies.isEmpty { add("缺少 Content-Security-Policy（default-src 'none'）", place) }
    }

    // MARK: Events

    func start(prefix: Span<UInt8>, name: Span<UInt8>, isSelfClosing: Bool, in reader: MarkupReader) {
        leaks.start(prefix: prefix, name: name, isSelfClosing: isSelfClosing, in: reader)
        settleMeta()
        if let place = blanks.start(name, reader) { add(Self.bareHeading, place) }
        let roles = names.roles(of: name)
        let element = kind(of: name, roles)
        if open.isEmpty && element != .root { add("根元素应为 html", reader.place) }
        if !prefix.isEmpty { add("元素名不能带前缀（\(prefix.string):）", reader.place) }
        if roles.contains(.forbidden) { add("不能用元素 \(name.string)", reader.place) }
        if element == .script && !mayHaveScript { add("不能有 script", reader.place) }
        if !isInDrawing && element != .drawing {
            checkClosing(name, isSelfClosing, isVoid: roles.contains(.void), reader)
        }
        if element == .title { titles += 1 }
        if element == .meta { meta.place = reader.place }
        if !gathered.isEmpty { gathered.removeAll(keepingCapacity: true) }
        open.append(element)
        if element == .drawing { drawings += 1 }
    }

    func attribute(prefix: Span<UInt8>, name: Span<UInt8>, value: Span<UInt8>, in reader: MarkupReader) {
        leaks.attribute(prefix: prefix, name: name, value: value, in: reader)
        if name.count > 2, name[0] | 32 == UInt8(ascii: "o"), name[1] | 32 == UInt8(ascii: "n") {
            add("不能有事件属性 \(name.string)", reader.place)
        }
        if names.roles(of: name).contains(.reference), let fault = value.referenceFault {
            add("属性 \(name.string) \(fault)", reader.place)
        }
        if value.hasForeignURL { add("属性 \(name.string) 里的 url() 只能指向本页（url(#…)）", reader.place) }
        if name.isNamed("style") && value.hasImport { add("样式不能引入别的文件", reader.place) }
        if name.isNamed("id") { checkID(value, reader) }
        note(name, value)
    }

    func text(_ text: Span<UInt8>, in reader: MarkupReader) {
        leaks.text(text, in: reader)
        blanks.text(text)
        switch open.last {
        case .style, .script, .title: text.withUnsafeBufferPointer { gathered.append(contentsOf: $0) }
        default: break
        }
    }

    func end(in reader: MarkupReader) {
        leaks.end(in: reader)
        settleMeta()
        blanks.end()
        switch open.popLast() {
        case .style: checkStyle(reader)
        case .script: checkScript(reader)
        case .title where gathered.allSatisfy { $0 <= 32 }: add("title 是空的", reader.place)
        case .drawing: drawings -= 1
        default: break
        }
    }

    // MARK: Rules

    /// Depth of `svg` and `math`, where browsers close `<path/>` as XML does.
    @exclusivity(unchecked) private var drawings = 0
    private var isInDrawing: Bool { drawings > 0 }

    private func kind(of name: Span<UInt8>, _ roles: PageNames.Roles) -> Element {
        if open.isEmpty { return name.equals("html") ? .root : .other }
        guard roles.contains(.special) else { return .other }
        if name.isNamed("script") { return .script }
        if name.isNamed("style") { return .style }
        if name.isNamed("svg") || name.isNamed("math") { return .drawing }
        if name.isNamed("meta") { return .meta }
        if name.equals("head") && open.count == 1 { return .head }
        return open.last == .head && name.equals("title") ? .title : .other
    }

    private func checkClosing(
        _ name: Span<UInt8>, _ isSelfClosing: Bool, isVoid: Bool, _ reader: MarkupReader
    ) {
        guard isVoid != isSelfClosing else { return }
        let text = name.string
        add(isVoid ? "空元素应写成 <\(text)/>" : "元素 \(text) 不能写成 <\(text)/>，应写成 <\(text)></\(text)>", reader.place)
    }

    private func checkID(_ value: Span<UInt8>, _ reader: MarkupReader) {
        let id = value.withUnsafeBufferPointer { Array($0) }
        if !ids.insert(id).inserted { add("id “\(value.string.prefix(40))” 出现两次", reader.place) }
    }

    private func checkStyle(_ reader: MarkupReader) {
        // A style known to be good was left out.
        guard !gathered.isEmpty else { return }
        let count = complaints.count
        if gathered.span.hasForeignURL { add("样式里的 url() 只能指向本页（url(#…)）", reader.place) }
        if gathered.span.hasImport { add("样式不能引入别的文件", reader.place) }
        checkRawText("style", reader)
        if complaints.count == count { soundStyle = gathered }
    }

    private func checkScript(_ reader: MarkupReader) {
        guard mayHaveScript else { return }
        checkRawText("script", reader)
        if !policies.contains(where: { $0.permits(script: gathered) }) {
            add("script 的 sha256 不在它前面的 CSP 里", reader.place)
        }
    }

    /// A browser reads style and script raw: it would show `&lt;` where XML sees `<`.
    private func checkRawText(_ name: String, _ reader: MarkupReader) {
        guard gathered.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return }
        add("\(name) 里不能有 < 和 &", reader.place)
    }

    // MARK: meta and html

    private func note(_ name: Span<UInt8>, _ value: Span<UInt8>) {
        switch open.last {
        case .root where name.isNamed("lang"): hasLanguage = !value.isEmpty
        case .meta where name.isNamed("charset"): hasCharset = value.isNamed("utf-8")
        case .meta where name.isNamed("http-equiv"): meta.name = value.string.lowercased()
        case .meta where name.isNamed("content"): meta.content = value.string
        default: break
        }
    }

    /// A `meta` can be judged when all its attributes are known: at the next tag.
    private func settleMeta() {
        guard let place = meta.place else { return }
        switch meta.name {
        case "": break
        case "content-security-policy":
            let policy = approved.policy(meta.content, mayHaveScript: mayHaveScript)
            for complaint in policy.complaints { add(complaint, place) }
            policies.append(policy)
        default: add("不能用 meta http-equiv=\"\(meta.name.prefix(40))\"", place)
        }
        meta = Meta()
    }

    private static let bareHeading = "标题下面没有内容"

    private func add(_ cause: String, _ place: SourcePlace) {
        if complaints.count < 20 { complaints.append(Complaint(place: place, cause: cause)) }
    }
}
