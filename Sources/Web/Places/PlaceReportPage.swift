import Chapter

/// What does not fit together about places.
struct PlaceReportPage: Page {
    /// A contact with what is the matter.
    struct Row: Sendable {
        let name: String
        let address: String
        let detail: String
        /// Where it is put right; nil for whoever may not.
        let place: String?
    }

    /// A postcode without a point.
    struct Code: Sendable {
        let postcode: String
        let count: String
    }

    static let template = "places-check"
    let frame: Frame
    let t: Wording
    let mayChange: Bool
    let isFine: Bool
    let elsewhere: [Row]
    let elsewhereHeading: String?
    let far: [Row]
    let farHeading: String?
    let unplaced: [Row]
    let unplacedHeading: String?
    let codes: [Code]
    let hasCodes: Bool
    let homeless: String?
    let isCut: String
}

extension PlaceReportPage {
    init(_ frame: Frame, _ words: Wording, _ report: PlaceReport, mayChange: Bool) {
        self.frame = frame
        t = words
        self.mayChange = mayChange
        func row(_ contact: PlaceReport.Contact, _ detail: String) -> Row {
            Row(
                name: contact.name, address: "/people/\(contact.member)", detail: detail,
                place: mayChange ? "/people/\(contact.member)/place" : nil)
        }
        elsewhere = report.elsewhere.map { contact in
            row(
                contact,
                words.say(
                    "places_lives_in",
                    ["branch": contact.branch ?? "", "home": contact.livesIn ?? ""]))
        }
        elsewhereHeading =
            report.elsewhereCount == 0
            ? nil : words.count("places_elsewhere", report.elsewhereCount)
        far = report.far.map { row($0, $0.branch ?? "") }
        farHeading =
            report.far.isEmpty
            ? nil
            : words.count(
                "places_far", report.far.count,
                ["distance": words.number(PlaceReport.farKilometers)])
        unplaced = report.unplaced.map { row($0, $0.postcode ?? "") }
        unplacedHeading =
            report.unplacedCount == 0
            ? nil : words.count("places_unplaced", report.unplacedCount)
        codes = report.postcodes.map {
            Code(postcode: $0.postcode, count: words.number($0.contacts))
        }
        hasCodes = !codes.isEmpty
        homeless = report.homeless > 0 ? words.count("places_homeless", report.homeless) : nil
        isFine = elsewhere.isEmpty && far.isEmpty && unplaced.isEmpty
        isCut = words.say("places_named", ["count": words.number(PlaceReport.named)])
    }
}
