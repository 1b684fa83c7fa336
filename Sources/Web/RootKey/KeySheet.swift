public import Federation

/// One printed sheet of a root key that was split among officers: a page that needs nothing else.
///
/// It is a file, not a page of the node: a root key never comes near the network.
public struct KeySheet: Sendable {
    /// The chapter's name.
    public var chapter: String
    /// Its id, sixty-four hexadecimal digits.
    public var chapterID: String
    /// Which sheet this is, from 1, and of how many.
    public var number: Int, count: Int
    /// How many of them bring the key back.
    public var needed: Int
    /// The words, in order.
    public var words: [String]
    /// When it was made.
    public var made: Timestamp

    /// Collects what stands on a sheet.
    public init(
        chapter: String, chapterID: String, number: Int, of count: Int, needed: Int,
        words: [String], made: Timestamp
    ) {
        self.chapter = chapter
        self.chapterID = chapterID
        self.number = number
        self.count = count
        self.needed = needed
        self.words = words
        self.made = made
    }

    /// The start of an id by which people tell chapters apart: sixteen digits in two groups.
    public static func short(_ chapterID: String) -> String {
        "\(chapterID.prefix(8)) \(chapterID.dropFirst(8).prefix(8))"
    }
}

extension PageKit {
    /// The sheet as an HTML file in a language, for A4 and Letter.
    public func keySheet(_ sheet: KeySheet, in language: Language) throws -> String {
        let words = catalogue.wording(language)
        let numbers = [
            "number": words.number(sheet.number), "count": words.number(sheet.count),
            "needed": words.number(sheet.needed), "chapter": sheet.chapter,
        ]
        return try templates.render(
            KeySheetPage(
                t: words, language: language.rawValue, chapter: sheet.chapter,
                title: words.say("keysheet_title", numbers),
                number: words.say("keysheet_number", numbers),
                together: words.say("keysheet_together", numbers),
                code: KeySheet.short(sheet.chapterID), made: words.day(sheet.made),
                needed: words.say("keysheet_needed", numbers),
                words: sheet.words,
                back: words.say("keysheet_back", numbers)),
            with: "rootkey-sheet")
    }
}

/// The sheet as its template prints it.
private struct KeySheetPage: Sendable {
    let t: Wording
    let language: String
    let chapter: String
    let title: String
    let number: String
    let together: String
    let code: String
    let made: String
    let needed: String
    let words: [String]
    let back: String
}
