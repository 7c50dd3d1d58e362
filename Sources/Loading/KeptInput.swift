import Model

/// The input from which a batch was issued, as the batch and those before it keep it in `source/` (docs/official.md).
package struct KeptInput: Sendable {
    /// Folder that holds the calendar of the batch; named in findings only.
    package var settings: String
    package var calendar: String?
    /// Files of the schemes in force in any of the quarters.
    package var schemes: [String]
    /// The batch's own quarter and those before it, each with its folder.
    package var quarters: [(period: Period, folder: String)]

    package init(
        settings: String, calendar: String?, schemes: [String], quarters: [(period: Period, folder: String)]
    ) {
        self.settings = settings
        self.calendar = calendar
        self.schemes = schemes
        self.quarters = quarters
    }
}
