import Chapter

/// Doors on paper: a table for each side of a street, with room for how it went.
struct WalkPage: Page {
    /// One side of a street.
    struct Stretch: Sendable {
        let street: String
        /// The place, the side and how many doors.
        let about: String
        let doors: [Door]
    }

    /// One door.
    struct Door: Sendable {
        let address: String
        let names: String
    }

    static let template = "reports-walk"
    let frame: Frame
    let t: Wording
    let back: String
    let heading: String
    let count: String
    let left: String?
    let stretches: [Stretch]

    init(_ frame: Frame, _ walk: WalkList, heading: String, back: String, _ words: Wording) {
        self.frame = frame
        t = words
        self.back = back
        self.heading = heading.isEmpty ? words.say("paper_walk_title") : heading
        count =
            words.count("paper_walk_doors", walk.doors) + ", "
            + words.count("people_count", walk.people)
        left =
            walk.withoutAddress == 0 ? nil : words.count("paper_left_out", walk.withoutAddress)
        stretches = walk.stretches.map { stretch in
            let side: String? =
                switch stretch.side {
                case .odd: words.say("paper_walk_odd")
                case .even: words.say("paper_walk_even")
                case .unknown: nil
                }
            let doors = words.count("paper_walk_doors", stretch.doors.count)
            let place = stretch.place.isEmpty ? nil : stretch.place
            return Stretch(
                street: stretch.street,
                about: [place, side, doors].compactMap(\.self).joined(separator: " · "),
                doors: stretch.doors.map {
                    Door(address: $0.address, names: $0.names.joined(separator: ", "))
                })
        }
    }
}
