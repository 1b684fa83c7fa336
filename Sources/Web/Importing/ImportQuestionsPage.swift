import Chapter

/// Where the list differs from what is here, person by person.
struct ImportQuestionsPage: Page {
    /// A field with both of its values.
    struct Question: Sendable {
        let id: String
        let subject: String
        let field: String
        let here: String
        let listed: String
        let isHere: Bool
        let isListed: Bool
        let hereLabel: String
        let listLabel: String
    }

    /// A person with what is asked about them.
    struct Person: Sendable {
        let name: String
        let address: String
        let row: String
        let questions: [Question]
    }

    static let template = "importing-questions"
    let frame: Frame
    let t: Wording
    let steps: ImportSteps
    let file: String
    let address: String
    let summary: String
    let isOpen: Bool
    let after: String
    let hasPeople: Bool
    let people: [Person]
    let hasNext: Bool
}

extension ImportQuestionsPage.Question {
    init(_ question: ImportQuestion, _ place: Int, _ words: Wording) {
        id = "q\(place)"
        let asked = question.subject
        subject = "\(asked.row)\t\(asked.field)\t\(asked.key)"
        field = words.column(asked.field)
        here = question.here
        listed = question.listed
        isHere = question.answer == .here
        isListed = question.answer == .list
        hereLabel = words.say("import_keep_here")
        listLabel = words.say("import_take_list")
    }
}
