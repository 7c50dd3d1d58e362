/// Maps one Swift type to the names templates may use: the declared type and the values come from one list.
///
/// ```swift
/// static let naming = Naming<Office>("股室", [
///     .text("名称", "股室名称", example: "规划工程部") { $0.name },
///     .list("人员", personNaming, "本股室人员") { $0.people },
/// ])
/// ```
package struct Naming<Source>: Sendable {
    package let type: RecordType
    package let entries: [Entry]
    /// Apart from the fields, so that reading a record does not copy their words.
    private let readers: [@Sendable (Source) -> Value]

    /// - Parameter audience: who may see objects of the type; a paper for anybody else refuses them.
    package init(_ name: String, for audience: Set<Audience> = .inner, _ entries: [Entry]) {
        type = RecordType(name, for: audience, entries.map(\.field))
        self.entries = entries
        readers = entries.map(\.read)
    }

    /// The same names for a paper that must also print those named.
    package func obliging(_ names: Set<String>) -> Naming {
        Naming(
            type.name, for: type.audience, entries.map { names.contains($0.field.name) ? $0.obligatory : $0 })
    }

    package func record(of source: Source) -> Record { Record(values: readers.map { $0(source) }) }

    /// A name with its reader. Readers that return an optional declare an optional name.
    package struct Entry: Sendable {
        package var field: Field
        package let read: @Sendable (Source) -> Value

        /// A template of the kind must use this name.
        package var obligatory: Entry {
            var copy = self
            copy.field.isObligatory = true
            return copy
        }

        /// The same name on a paper that holds the source; what is obligatory there, that paper says itself.
        package func on<Whole>(_ part: @escaping @Sendable (Whole) -> Source) -> Naming<Whole>.Entry {
            let read = read
            var field = field
            field.isObligatory = false
            return Naming<Whole>.Entry(field) { read(part($0)) }
        }

        /// The name is for fewer, or for more, than its object.
        package func only(for audience: Set<Audience>) -> Entry {
            var copy = self
            copy.field.audience = audience
            return copy
        }

        /// The name belongs to one issue of the paper and is no fact.
        package var mark: Entry {
            var copy = self
            copy.field.isMark = true
            return copy
        }
    }
}

extension Naming.Entry {
    package typealias Read<T> = @Sendable (Source) -> T

    package init(_ field: Field, read: @escaping Read<Value>) {
        self.field = field
        self.read = read
    }

    private static func plain<T>(
        _ name: String, _ type: ValueType, _ meaning: String, _ example: String,
        _ wrap: @escaping @Sendable (T) -> Value, _ read: @escaping Read<T>
    ) -> Self {
        Self(Field(name, type, meaning, example: example)) { wrap(read($0)) }
    }

    private static func optional<T>(
        _ name: String, _ type: ValueType, _ meaning: String, _ example: String,
        _ wrap: @escaping @Sendable (T) -> Value, _ read: @escaping Read<T?>
    ) -> Self {
        Self(Field(name, type, optional: true, meaning, example: example)) { read($0).map(wrap) ?? .absent }
    }

    package static func text(
        _ name: String, _ meaning: String, example: String, _ read: @escaping Read<String>
    ) -> Self {
        plain(name, .text, meaning, example, { .text($0) }, read)
    }
    package static func text(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<String?>
    ) -> Self {
        optional(name, .text, meaning, example, { .text($0) }, read)
    }
    package static func flag(_ name: String, _ meaning: String, _ read: @escaping Read<Bool>) -> Self {
        plain(name, .flag, meaning, "", { .flag($0) }, read)
    }
    package static func whole(_ name: String, _ meaning: String, example: String, _ read: @escaping Read<Int>)
        -> Self
    {
        plain(name, .whole, meaning, example, { .whole($0) }, read)
    }
    package static func whole(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<Int?>
    ) -> Self {
        optional(name, .whole, meaning, example, { .whole($0) }, read)
    }
    package static func points(
        _ name: String, _ meaning: String, example: String, _ read: @escaping Read<Points>
    ) -> Self {
        plain(name, .points, meaning, example, { .points($0) }, read)
    }
    package static func points(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<Points?>
    ) -> Self {
        optional(name, .points, meaning, example, { .points($0) }, read)
    }
    package static func quantity(
        _ name: String, _ meaning: String, example: String, _ read: @escaping Read<Quantity>
    ) -> Self {
        plain(name, .quantity, meaning, example, { .quantity($0) }, read)
    }
    package static func quantity(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<Quantity?>
    ) -> Self {
        optional(name, .quantity, meaning, example, { .quantity($0) }, read)
    }
    package static func date(_ name: String, _ meaning: String, example: String, _ read: @escaping Read<Day>)
        -> Self
    {
        plain(name, .date, meaning, example, { .date($0) }, read)
    }
    package static func date(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<Day?>
    ) -> Self {
        optional(name, .date, meaning, example, { .date($0) }, read)
    }
    package static func period(
        _ name: String, _ meaning: String, example: String, _ read: @escaping Read<Period>
    ) -> Self {
        plain(name, .period, meaning, example, { .period($0) }, read)
    }
    package static func period(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<Period?>
    ) -> Self {
        optional(name, .period, meaning, example, { .period($0) }, read)
    }
    package static func link(_ name: String, _ meaning: String, example: String, _ read: @escaping Read<Link>)
        -> Self
    {
        plain(name, .link, meaning, example, { .link($0) }, read)
    }
    package static func link(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<Link?>
    ) -> Self {
        optional(name, .link, meaning, example, { .link($0) }, read)
    }
    package static func record<T>(
        _ name: String, _ naming: Naming<T>, _ meaning: String, _ read: @escaping Read<T>
    ) -> Self {
        plain(name, .record(naming.type), meaning, "", { .record(naming.record(of: $0)) }, read)
    }
    package static func record<T>(
        _ name: String, _ naming: Naming<T>, _ meaning: String, optional read: @escaping Read<T?>
    ) -> Self {
        optional(name, .record(naming.type), meaning, "", { .record(naming.record(of: $0)) }, read)
    }
    package static func list<T>(
        _ name: String, _ naming: Naming<T>, _ meaning: String, _ read: @escaping Read<[T]>
    ) -> Self {
        plain(
            name, .list(.record(naming.type)), meaning, "",
            { .list($0.map { .record(naming.record(of: $0)) }) }, read)
    }
    package static func texts(
        _ name: String, _ meaning: String, example: String, _ read: @escaping Read<[String]>
    ) -> Self {
        plain(name, .list(.text), meaning, example, { .list($0.map { .text($0) }) }, read)
    }
}
