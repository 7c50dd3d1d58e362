/// A large value that few have, kept in memory of its own, so that everybody without it stays small.
@propertyWrapper
package struct Apart<Value: Sendable>: Sendable {
    private final class Box: Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }

    private var box: Box?

    package init(wrappedValue: Value?) { box = wrappedValue.map(Box.init) }

    package var wrappedValue: Value? {
        get { box?.value }
        set { box = newValue.map(Box.init) }
    }
}

extension Apart: Equatable where Value: Equatable {
    package static func == (a: Apart, b: Apart) -> Bool {
        a.box === b.box || a.wrappedValue == b.wrappedValue
    }
}

extension Apart: Hashable where Value: Hashable {
    package func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}
