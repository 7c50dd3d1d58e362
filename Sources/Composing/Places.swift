extension Array {
    /// Places of the elements by their keys, in order; elements without a key are left out. Places and not the elements, because
    /// the rows of a large park need not be in memory twice.
    func places<Key: Hashable>(by key: (Element) -> Key?) -> [Key: [Int32]] {
        var groups: [Key: [Int32]] = [:]
        for place in indices {
            if let key = key(self[place]) { groups[key, default: []].append(Int32(place)) }
        }
        return groups
    }

    /// None where there are no places.
    func elements(at places: [Int32]?) -> [Element] { (places ?? []).map { self[Int($0)] } }
}
