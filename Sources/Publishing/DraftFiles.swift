import Model

/// Which files a draft in the making has.
///
/// By folder, because a large park has a million of them: most names are short enough to lie in the set itself.
struct DraftFiles: Sendable {
    private var names: [String: Set<String>] = [:]
    /// Files of which the old draft has the bytes, by path; with what they were made of, where that is known.
    private(set) var kept: [String: MakingKey.Digest?] = [:]
    private(set) var count = 0

    /// `false` when the draft has it already.
    mutating func insert(_ path: String) -> Bool {
        let (folder, leaf) = Draft.parts(of: path)
        let isNew = names[folder, default: []].insert(leaf).inserted
        if isNew { count += 1 }
        return isNew
    }

    /// Of a file that is in it: it is the old draft's.
    mutating func keep(_ path: String, madeOf key: MakingKey.Digest?) { kept.updateValue(key, forKey: path) }

    func contains(_ path: String) -> Bool {
        let (folder, leaf) = Draft.parts(of: path)
        return names[folder]?.contains(leaf) ?? false
    }
}
