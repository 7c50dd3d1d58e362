import Model

extension SourcePlace {
    /// As papers name it: from `input/` on, wherever that folder lies and whatever it was called by.
    ///
    /// A run report is issued with its quarter, and the same tables must give the same bytes on every machine
    /// (docs/official.md).
    var onPaper: SourcePlace {
        guard let path = belowInput else { return self }
        var copy = self
        copy.file = "input/" + path
        return copy
    }
}
