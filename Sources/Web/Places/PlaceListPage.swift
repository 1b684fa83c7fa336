import Chapter

/// The contacts of a circle on the map.
struct PlaceListPage: Page {
    /// A contact.
    struct Row: Sendable {
        let name: String
        let address: String
        let face: Face
        let chip: Chip
        let branch: String?
        let source: String
    }

    static let template = "places-list"
    let frame: Frame
    let t: Wording
    let rows: [Row]
    let hasRows: Bool
    /// The map from nearer by.
    let closer: String
    let next: String?
}

extension PlaceListPage {
    init(
        _ frame: Frame, _ words: Wording, _ page: PlaceList.Page, cell: PlaceCell,
        of list: MapOfList?
    ) {
        self.frame = frame
        t = words
        rows = page.contacts.map { contact in
            Row(
                name: contact.name, address: "/people/\(contact.member)",
                face: Face(contact.name, number: contact.member.number),
                chip: Chip(status: contact.status, words), branch: contact.branch,
                source: words.source(contact.source))
        }
        hasRows = !rows.isEmpty
        let around = PlaceView(around: cell.box)
        closer = list?.map(around) ?? "/people/map?bbox=\(around.text)"
        let here = list?.part(cell) ?? "/people/map/list?cell=\(cell.text)"
        next = page.next.map { next in
            "\(here)&after=\(PeopleQuery.encoded(next))"
        }
    }
}

extension Wording {
    /// How a point came about.
    func source(_ source: PlaceSource?) -> String {
        switch source {
        case .byHand: say("places_source_by_hand")
        case .list: say("places_source_import")
        case .postcode: say("places_source_postcode")
        case nil: say("places_source_none")
        }
    }
}
