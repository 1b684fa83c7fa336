/// What a member sees first, and what those who keep the chapter's lists see below it.
struct HomePage: Page {
    /// A vote that waits for the member.
    struct Owed: Sendable {
        let question: String
        let secrecy: String
        let address: String
    }

    /// A meeting with the three answers.
    struct Meeting: Sendable {
        /// One of the answers.
        struct Answer: Sendable {
            let value: String
            let name: String
            let isChosen: Bool
        }

        let month: String
        let day: String
        let title: String
        let address: String
        let when: String
        let wholeDate: String
        let machineDate: String
        /// Whether it is within three days.
        let isSoon: Bool
        let place: String?
        let chapter: String?
        let answering: String
        let question: String
        let answers: [Answer]
    }

    /// A post of a group that the member is in.
    struct News: Sendable {
        let handle: String
        let initials: String
        let chapter: String
        let group: String
        let address: String
        let when: String
        let wholeDate: String
        let text: String
    }

    /// A group that may interest the member.
    struct Group: Sendable {
        let name: String
        let address: String
        let reason: String
    }

    static let template = "home-home"
    let frame: Frame
    let t: Wording
    let greeting: String
    let summary: String?
    let owed: [Owed]
    /// What the member has to do; nil for nothing.
    let tasks: TasksWaitingPart?
    let hasMeetings: Bool
    let meetings: [Meeting]
    let hasNews: Bool
    let news: [News]
    let hasGroups: Bool
    let groups: [Group]
    /// What the chapter knows about the member.
    let ownRecord: String
    /// For those who may see people; nil for everybody else.
    let overview: ChapterPart?
    /// Whether the viewer may plan meetings.
    let mayPlan: Bool
}

/// How the chapter is doing, for those who keep its lists.
struct ChapterPart: Sendable {
    /// What a new chapter does first.
    struct Task: Sendable {
        let name: String
        let help: String
        let button: String
        let address: String
        let isDone: Bool
    }

    /// One large number, which opens its list.
    struct Figure: Sendable {
        let name: String
        let value: String
        let detail: String
        let address: String
    }

    /// A vote that is open.
    struct Vote: Sendable {
        let question: String
        let address: String
        let turnout: String
        let meter: String
        let width: String
    }

    /// What is still to do; empty when all is done.
    let hasTasks: Bool
    let tasks: [Task]
    let tasksDone: String
    /// Whether there is anything to see of how the chapter is doing.
    let hasAnything: Bool
    let hasFigures: Bool
    let figures: [Figure]
    let votes: [Vote]
    let members: LineChart?
    let joinedAndLeft: BarChart?
    let attendance: BarChart?
}
