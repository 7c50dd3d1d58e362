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
    /// Appends the values in order. One closure: out of an array each would come wrapped anew, with an allocation, for
    /// every value of every paper, because nothing here is compiled for a certain `Source`.
    private let append: Append

    /// - Parameter audience: who may see objects of the type; a paper for anybody else refuses them.
    package init(_ name: String, for audience: Set<Audience> = .inner, _ entries: [Entry]) {
        type = RecordType(name, for: audience, entries.map(\.field))
        self.entries = entries
        append = Self.joined(entries.map(\.read)[...])
    }

    /// The same names for a paper that must also print those named.
    package func obliging(_ names: Set<String>) -> Naming {
        Naming(
            type.name, for: type.audience, entries.map { names.contains($0.field.name) ? $0.obligatory : $0 })
    }

    private typealias Append = @Sendable (Source, inout [Value]) -> Void

    private static func joined(_ readers: ArraySlice<@Sendable (Source) -> Value>) -> Append {
        guard readers.count > 1 else {
            guard let read = readers.first else { return { _, _ in } }
            return { $1.append(read($0)) }
        }
        let middle = readers.startIndex + readers.count / 2
        let (first, second) = (joined(readers[..<middle]), joined(readers[middle...]))
        return { source, values in
            first(source, &values)
            second(source, &values)
        }
    }

    package func record(of source: Source) -> Record {
        var values: [Value] = []
        values.reserveCapacity(entries.count)
        append(source, &values)
        return Record(values: values)
    }

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

    // Each closure knows its type: one for all types would read through tables of witnesses, value for value.

    package static func text(
        _ name: String, _ meaning: String, example: String, _ read: @escaping Read<String>
    ) -> Self {
        Self(Field(name, .text, meaning, example: example)) { .text(read($0)) }
    }
    package static func text(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<String?>
    ) -> Self {
        Self(Field(name, .text, optional: true, meaning, example: example)) {
            read($0).map { .text($0) } ?? .absent
        }
    }
    package static func flag(_ name: String, _ meaning: String, _ read: @escaping Read<Bool>) -> Self {
        Self(Field(name, .flag, meaning)) { .flag(read($0)) }
    }
    package static func whole(_ name: String, _ meaning: String, example: String, _ read: @escaping Read<Int>)
        -> Self
    {
        Self(Field(name, .whole, meaning, example: example)) { .whole(read($0)) }
    }
    package static func whole(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<Int?>
    ) -> Self {
        Self(Field(name, .whole, optional: true, meaning, example: example)) {
            read($0).map { .whole($0) } ?? .absent
        }
    }
    package static func points(
        _ name: String, _ meaning: String, example: String, _ read: @escaping Read<Points>
    ) -> Self {
        Self(Field(name, .points, meaning, example: example)) { .points(read($0)) }
    }
    package static func points(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<Points?>
    ) -> Self {
        Self(Field(name, .points, optional: true, meaning, example: example)) {
            read($0).map { .points($0) } ?? .absent
        }
    }
    package static func quantity(
        _ name: String, _ meaning: String, example: String, _ read: @escaping Read<Quantity>
    ) -> Self {
        Self(Field(name, .quantity, meaning, example: example)) { .quantity(read($0)) }
    }
    package static func quantity(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<Quantity?>
    ) -> Self {
        Self(Field(name, .quantity, optional: true, meaning, example: example)) {
            read($0).map { .quantity($0) } ?? .absent
        }
    }
    package static func date(_ name: String, _ meaning: String, example: String, _ read: @escaping Read<Day>)
        -> Self
    {
        Self(Field(name, .date, meaning, example: example)) { .date(read($0)) }
    }
    package static func date(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<Day?>
    ) -> Self {
        Self(Field(name, .date, optional: true, meaning, example: example)) {
            read($0).map { .date($0) } ?? .absent
        }
    }
    package static func period(
        _ name: String, _ meaning: String, example: String, _ read: @escaping Read<Period>
    ) -> Self {
        Self(Field(name, .period, meaning, example: example)) { .period(read($0)) }
    }
    package static func period(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<Period?>
    ) -> Self {
        Self(Field(name, .period, optional: true, meaning, example: example)) {
            read($0).map { .period($0) } ?? .absent
        }
    }
    package static func link(_ name: String, _ meaning: String, example: String, _ read: @escaping Read<Link>)
        -> Self
    {
        Self(Field(name, .link, meaning, example: example)) { .link(read($0)) }
    }
    package static func link(
        _ name: String, _ meaning: String, example: String, optional read: @escaping Read<Link?>
    ) -> Self {
        Self(Field(name, .link, optional: true, meaning, example: example)) {
            read($0).map { .link($0) } ?? .absent
        }
    }
    package static func record<T>(
        _ name: String, _ naming: Naming<T>, _ meaning: String, _ read: @escaping Read<T>
    ) -> Self {
        Self(Field(name, .record(naming.type), meaning)) { .record(naming.record(of: read($0))) }
    }
    package static func record<T>(
        _ name: String, _ naming: Naming<T>, _ meaning: String, optional read: @escaping Read<T?>
    ) -> Self {
        Self(Field(name, .record(naming.type), optional: true, meaning)) {
            guard let part = read($0) else { return .absent }
            return .record(naming.record(of: part))
        }
    }
    package static func list<T>(
        _ name: String, _ naming: Naming<T>, _ meaning: String, _ read: @escaping Read<[T]>
    ) -> Self {
        Self(Field(name, .list(.record(naming.type)), meaning)) {
            let parts = read($0)
            var values: [Value] = []
            values.reserveCapacity(parts.count)
            for part in parts { values.append(.record(naming.record(of: part))) }
            return .list(values)
        }
    }
    /// Of what knows its own values by the naming.
    package static func list<T>(
        _ name: String, of naming: Naming<T>, _ meaning: String, _ read: @escaping Read<[Record]>
    ) -> Self {
        Self(Field(name, .list(.record(naming.type)), meaning)) { .list(read($0).map { .record($0) }) }
    }
    package static func record<T>(
        _ name: String, of naming: Naming<T>, _ meaning: String, _ read: @escaping Read<Record?>
    ) -> Self {
        Self(Field(name, .record(naming.type), optional: true, meaning)) {
            read($0).map { .record($0) } ?? .absent
        }
    }
    package static func texts(
        _ name: String, _ meaning: String, example: String, _ read: @escaping Read<[String]>
    ) -> Self {
        Self(Field(name, .list(.text), meaning, example: example)) { .list(read($0).map { .text($0) }) }
    }
}
