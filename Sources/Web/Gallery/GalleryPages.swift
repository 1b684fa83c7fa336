import Chapter
import Hummingbird
import Mustache
import Tally

/// One page with every component, for whoever develops.
///
/// It is there only when the node was started for development: see `Backend.isForDevelopment`.
struct GalleryPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("gallery", .look) { _, context in
            let frame = try await backend.frame("Every component", part: "", context)
            return try backend.kit.show(GalleryPage(frame: frame, t: context.words))
        }
    }
}

/// Every component, with what is hard for each: long names, other scripts, something wrong.
struct GalleryPage: Page {
    /// Somebody invented, in lists.
    struct Somebody {
        let name: String
        let initials: String
        let about: String
        let email: String
        /// The colour of the face, by its class.
        let face: String
        var soon = false
    }

    static let template = "gallery-gallery"
    let frame: Frame
    let t: Wording
    let fields: [Field]
    let problems: Problems
    let qr: QRCode?
    /// What the QR code is, for people who do not see it.
    let label = "QR code of an invitation"
    /// Pictures of a count, one of each kind.
    let counts: [MustacheTemplate]
    let people = [
        Somebody(
            name: "Ọláyínká Adébáyọ̀", initials: "ỌA", about: "federation admin",
            email: "olayinka@example.org", face: "", soon: true),
        Somebody(
            name: "José María Fernández-Echevarría de la Torre y Mendizábal", initials: "JM",
            about: "came 4 times", email: "jm.fernandez.echevarria@mail.example.org", face: "two"),
        Somebody(
            name: "فاطمة الزهراء بنت عبد الرحمن", initials: "فا", about: "joined 12 days ago",
            email: "fatima@example.org", face: "three"),
        Somebody(
            name: "Omar Kassem", initials: "OK", about: "he/him", email: "omar@example.org",
            face: "four"),
    ]

    init(frame: Frame, t: Wording) {
        self.frame = frame
        self.t = t
        counts = ((try? CountedExample.pictures()) ?? []).compactMap(
            MustacheTemplate.init(drawn:))
        let wrong = [Problem("phone", "A phone number has at least five digits.")]
        problems = Problems(wrong, t)
        fields = [
            Field("name", label: "Name", value: "Omar Kassem", isRequired: true),
            Field(
                "phone", label: "Phone", value: "07", help: "With the country, such as +44.",
                type: "tel", problems: wrong),
            Field("day", label: "Day", value: "2026-11-24", type: "date", isRequired: true),
            Field("note", label: "Note", value: "Two lines,\nas written.", lines: 3),
        ]
        qr = QRCode("https://tenants.example/")
    }
}

/// An invented election, of which there are pictures.
private enum CountedExample {
    private static let papers = """
        4 2
        22 2 1 4 0
        11 3 4 0
        10 1 3 0
        8 4 3 1 0
        0
        "Omar Kassem"
        "Ọláyínká Adébáyọ̀"
        "José María Fernández-Echevarría de la Torre y Mendizábal"
        "فاطمة الزهراء"
        "Committee"
        """

    static func pictures() throws -> [String] {
        var reader = PaperReader(.blt)
        try reader.read(Array((papers + "\n").utf8))
        let file = try reader.finish()
        guard let slate = file.profile.slate else { return [] }
        let lots = Lots(inOrderOf: slate)
        let seats = try CountingMethod.scottishSTV.count(file.profile, seats: 2, lots: lots)
        let pairs = try CountingMethod.schulze.count(file.profile, seats: 1, lots: lots)
        return [
            seats.bars(id: "bars", in: .english), seats.flow(id: "flow", in: .english),
            pairs.pairs(id: "pairs", in: .english),
        ].compactMap(\.self)
    }
}
