import Chapter

/// Where a list differs from what is here.
public struct ImportQuestionsAnswer: Codable, Hashable, Sendable {
    /// A value of a person that the list has otherwise.
    public struct Question: Codable, Hashable, Sendable {
        /// The row of the list.
        public var row: Int
        /// The field, as tables name it.
        public var field: String
        /// Which of several it is; empty for what is there once.
        public var key: String
        /// Whose value it is.
        public var memberID: String
        /// What they are called.
        public var name: String
        /// What is here.
        public var here: String
        /// What the list says.
        public var list: String
        /// `list` or `here`; null for nothing yet.
        @Nullable public var answer: String?
    }

    /// The questions of up to 100 people.
    public var questions: [Question]
    /// Whether more follow after the last row.
    public var hasMore: Bool

    init(_ questions: [ImportQuestion], hasMore: Bool) {
        self.questions = questions.map { question in
            Question(
                row: question.subject.row, field: question.subject.field,
                key: question.subject.key, memberID: question.memberID.description,
                name: question.name, here: question.here, list: question.listed,
                answer: question.answer?.rawValue)
        }
        self.hasMore = hasMore
    }
}

/// Answers to such questions.
struct ImportAnswersSent: Decodable {
    struct Answer: Decodable {
        let row: Int
        let field: String
        let key: String?
        let answer: ImportQuestion.Answer
    }

    let answers: [Answer]?
    /// The answer to all that have none afterwards.
    let rest: ImportQuestion.Answer?

    var byRow: [ImportQuestion.Subject: ImportQuestion.Answer] {
        var result: [ImportQuestion.Subject: ImportQuestion.Answer] = [:]
        for one in answers ?? [] {
            let subject = ImportQuestion.Subject(
                row: one.row, field: one.field, key: one.key ?? "")
            result[subject] = one.answer
        }
        return result
    }
}

/// How many questions are still open.
public struct ImportAnswersKept: Codable, Hashable, Sendable {
    /// How many.
    public var open: Int
}
