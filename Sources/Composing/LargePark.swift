import Model

extension Assessment {
    /// More people than one paper can hold: then no pack holds all reports, and the list of the best stands in the
    /// park's bulletin alone (docs/rules.md §10). With both in every office, a park of ten times the people would
    /// print a hundred times as much.
    package var isLargePark: Bool { people.count > 300 }

    /// The wall chart lists every office, some 37 KB each: of more it would be larger than any page may be, and nobody could
    /// hang it (docs/rules.md §10).
    package var hasWallChart: Bool { offices.count <= 1_000 }
}
