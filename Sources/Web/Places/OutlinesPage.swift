import Chapter

/// What the map is drawn from, with the forms that add to it.
struct OutlinesPage: Page {
    /// A coastline or a branch.
    struct Row: Sendable {
        let name: String
        let detail: String
        /// Where a branch is changed; nil for a coastline.
        let address: String?
        let remove: String
        let removeLabel: String
    }

    static let template = "places-outlines"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let coastlines: [Row]
    let hasCoastlines: Bool
    let branches: [Row]
    let hasBranches: Bool
    let outlineProblem: String?
    let outlineLimit: String
    let outlineBytes: String
    let outlineTooLarge: String
    let postcodesProblem: String?
    let name: Field
    let property: Field
}

extension OutlinesPage {
    init(_ frame: Frame, _ words: Wording, _ outlines: [Outline], _ problems: [Problem]) {
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        func row(_ outline: Outline) -> Row {
            var parts: [String] = []
            if outline.points > 0 { parts.append(words.count("places_points", outline.points)) }
            if outline.postcodes > 0 {
                parts.append(words.count("places_codes", outline.postcodes))
            }
            if outline.kind == .branch {
                parts.append(words.count("places_contacts", outline.contacts))
            }
            return Row(
                name: outline.name, detail: parts.joined(separator: " · "),
                address: outline.kind == .branch ? "/people/map/branches/\(outline.id)" : nil,
                remove: "/people/map/outlines/\(outline.id)/remove",
                removeLabel: words.say("places_remove_name", ["name": outline.name]))
        }
        coastlines = outlines.filter { $0.kind == .coastline }.map(row)
        hasCoastlines = !coastlines.isEmpty
        branches = outlines.filter { $0.kind == .branch }.map(row)
        hasBranches = !branches.isEmpty
        func problem(_ field: String) -> String? {
            problems.first { $0.field == field }?.sentence
        }
        outlineProblem = problem("outline")
        outlineLimit = words.say("places_limit", ["size": words.size(GeoLimits.bytes)])
        outlineBytes = String(GeoLimits.bytes)
        outlineTooLarge = words.say("places_too_large", ["size": words.size(GeoLimits.bytes)])
        postcodesProblem = problem("postcodes")
        name = Field(
            "name", label: words.say("places_name"), help: words.say("places_name_help"),
            problems: problems)
        property = Field(
            "property", label: words.say("places_property"),
            help: words.say("places_property_help"), problems: problems)
    }
}
