import Chapter

/// What the words of a list mean where a field has a few meanings only.
struct ImportWordsPage: Page {
    /// A word with what it can mean.
    struct Word: Sendable {
        let id: String
        let text: String
        let count: String
        let label: String
        let isUnknown: Bool
        let options: [ImportOption]
    }

    /// A column of the list.
    struct Column: Sendable {
        let heading: String
        let target: String
        let words: [Word]
        /// How many more words there are; nil for none.
        let more: String?
    }

    static let template = "importing-words"
    let frame: Frame
    let t: Wording
    let steps: ImportSteps
    let file: String
    let address: String
    let hasColumns: Bool
    let unknown: String?
    let columns: [Column]
}

extension ImportWordsPage.Column {
    init(_ column: ListWords, _ fields: [OwnField], _ words: Wording) {
        heading = column.header
        target = words.target(column.target, fields)
        self.words = column.words.enumerated().map { index, word in
            let options =
                [
                    ImportOption(
                        value: "", name: words.say("import_leave_out"),
                        isChosen: (word.meaning ?? "").isEmpty)
                ]
                + column.choices.map {
                    ImportOption(
                        value: $0, name: words.sentence($0), isChosen: $0 == word.meaning)
                }
            return ImportWordsPage.Word(
                id: "w\(column.place)-\(index)", text: word.text,
                count: words.count("import_rows", word.count),
                label: words.say(
                    "import_word_label", ["word": word.text, "column": column.header]),
                isUnknown: word.meaning == nil, options: options)
        }
        more = column.more > 0 ? words.count("import_words_more", column.more) : nil
    }
}
