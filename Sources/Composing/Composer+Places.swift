extension Composer {
    /// Which name stands in which place of the shipped templates, for the check of those that HR edit.
    package static var places: StaticString { ShippedPlaces.lines }
}
