import Tally

/// What came out of a file of papers.
struct TallyAnswer {
    /// The title of the file; empty if it has none.
    let title: String
    /// What `--json` prints.
    let result: CountResult
    /// How it went, sentence by sentence.
    let sentences: @Sendable (LogLanguage) -> [String]

    /// What a log says.
    init(title: String, log: CountLog) {
        self.title = title
        result = CountResult(log)
        sentences = { log.sentences(in: $0) }
    }
}
