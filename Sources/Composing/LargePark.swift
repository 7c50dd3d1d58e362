import Model

extension Assessment {
    /// More people than one paper can hold: then no pack holds all reports, and the list of the best stands in the
    /// park's bulletin alone (docs/rules.md §10). With both in every office, a park of ten times the people would
    /// print a hundred times as much.
    package var isLargePark: Bool { people.count > 300 }
}
