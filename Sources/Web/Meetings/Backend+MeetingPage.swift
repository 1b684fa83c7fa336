import Chapter
import Federation
import Foundation

extension Backend {
    /// So many of those who came are on the page of the meeting.
    private static let cameAtMost = 8
    /// So long before the start the door is open, and after the end, in milliseconds.
    private static let doorOpens: Int64 = 3 * 3_600_000

    /// The page of a meeting, with what was to be put right on it.
    func page(
        of record: MeetingRecord, _ context: Context, headCount entered: String? = nil,
        problems: [Problem] = []
    ) async throws -> MeetingPage {
        let words = context.words
        let meeting = record.summary
        let now = clock()
        let zone = meeting.zone
        let plans = context.viewer.may(.planMeetings)
        let hasEnded = meeting.end < now
        let agenda = Agenda(record.agenda, words)
        return MeetingPage(
            frame: try await frame(meeting.title, part: "meetings", context), t: words,
            title: meeting.title, chip: AudienceChip(meeting, words),
            chapter: meeting.chapterName, isCancelled: meeting.isCancelled,
            reason: meeting.reason.isEmpty ? nil : meeting.reason,
            whenDay: words.wholeDay(meeting.start, in: zone),
            whenTime: words.span(meeting.start, meeting.end, in: zone),
            zone: words.zoneName(meeting) + " · " + words.relative(meeting.start, to: now),
            place: meeting.place.isEmpty ? nil : meeting.place,
            onlineLink: meeting.onlineLink.isEmpty ? nil : meeting.onlineLink,
            audience: try await audienceSentence(meeting, words),
            reached: meeting.isOwn ? try await reached(.meeting(meeting.id), words) : nil,
            agenda: agenda,
            hasAgenda: agenda.hasPoints || !agenda.paragraphs.isEmpty, address: meeting.address,
            isOurs: plans && record.isOpen, isCancellable: plans && record.isOpen && !hasEnded,
            takeBack: plans && meeting.isOwn && meeting.isCancelled && meeting.audience.isShared
                ? "\(meeting.address)/take-back" : nil,
            invitation: hasEnded || meeting.isCancelled
                ? nil : invitation(record, context),
            presence: try await presence(record, context, now: now),
            tallies: plans && context.viewer.may(.seePeople) && !hasEnded
                ? try await tallies(record, context) : nil,
            came: plans && record.isOpen ? try await came(record, context, hasEnded) : nil,
            headCount: plans && record.isOpen && meeting.start < now + Self.doorOpens
                ? headCount(meeting, words, entered, problems) : nil,
            tasks: meeting.isOwn ? try await tasks(about: .meeting(meeting.id), context) : nil,
            tagging: meeting.isOwn
                ? try await tags(of: .meeting(meeting.id), list: "/meetings", context) : nil,
            shared: meeting.isOwn
                ? nil : words.say("meeting_shared_by", ["chapter": meeting.chapterName]),
            sharedCount: meeting.isOwn
                ? nil : meeting.headCount.map { words.count("meeting_came", $0) },
            problems: Problems(problems, words))
    }

    /// Who sees a meeting, as one sentence.
    func audienceSentence(_ meeting: MeetingSummary, _ words: Wording) async throws -> String {
        guard meeting.isOwn else {
            let key = meeting.audience == .public ? "public" : "linked"
            return words.say("meeting_sees_their_\(key)", ["chapter": meeting.chapterName])
        }
        switch meeting.audience {
        case .chapter: return words.say("meeting_sees_chapter")
        case .linked: return words.count("meeting_sees_linked", try await node.linked().count)
        case .public: return words.count("meeting_sees_public", try await node.linked().count)
        }
    }

    private func invitation(_ record: MeetingRecord, _ context: Context)
        -> MeetingPage.Invitation?
    {
        guard context.viewer.memberID != nil else { return nil }
        let words = context.words
        let others = record.answers[.yes, default: 0] - (record.ownAnswer == .yes ? 1 : 0)
        let coming = others > 0 ? words.count("meeting_others", others) : nil
        let said = record.ownAnswer.map { words.say("meeting_said_\($0.rawValue)") }
        return MeetingPage.Invitation(
            address: "\(record.summary.address)/answer",
            answers: RSVP.allCases.map { value in
                MeetingPage.Answer(
                    value: value.rawValue, name: words.say("rsvp_\(value.rawValue)"),
                    isChosen: value == record.ownAnswer)
            },
            standing: said == nil && coming == nil
                ? nil : [said, coming].compactMap { $0 }.joined(separator: " "))
    }

    /// Who is here, while the door is open and wherever somebody is on record.
    func presence(_ record: MeetingRecord, _ context: Context, now: Timestamp) async throws
        -> PresencePart?
    {
        guard record.isOpen,
            let presence = try await chapter.presence(at: record.summary.id, as: context.viewer)
        else { return nil }
        let isOver = record.summary.end + Self.doorOpens < now
        let isOpen = record.summary.start < now + Self.doorOpens && !isOver
        // Whoever is still on the record long after the end has gone home.
        guard !isOver, isOpen || presence.came > 0 else { return nil }
        return PresencePart(
            presence, context.words,
            poll: isOpen ? "\(record.summary.address)/presence" : nil)
    }

    private func tallies(_ record: MeetingRecord, _ context: Context) async throws
        -> MeetingPage.Tallies
    {
        let words = context.words
        let id = record.summary.id
        let page = try await chapter.read { [viewer = context.viewer] db in
            try MeetingReplies(id, nil, limit: 1).answer(in: db, for: viewer).get()
        }
        let answered = RSVP.allCases.reduce(0) { $0 + page.counts[$1, default: 0] }
        let yes = page.counts[.yes, default: 0]
        var all = RSVP.allCases.map { answer in
            MeetingPage.Tally(
                address: "\(record.summary.address)/answers?a=\(answer.rawValue)",
                text: words.count(
                    "meeting_answered_\(answer.rawValue)", page.counts[answer, default: 0]))
        }
        all.append(
            .init(
                address: "\(record.summary.address)/answers?a=none",
                text: words.count("meeting_answered_none", page.silent)))
        return MeetingPage.Tallies(
            width: PresencePart.percent(Double(yes) / Double(max(1, answered))),
            label: words.count("meeting_yes", yes), all: all)
    }

    private func came(_ record: MeetingRecord, _ context: Context, _ hasEnded: Bool) async throws
        -> MeetingPage.Came?
    {
        let words = context.words
        let page = try await chapter.attendance(
            of: record.summary.id, limit: Self.cameAtMost, as: context.viewer
        ).get()
        guard page.count > 0 || record.summary.start < clock() + Self.doorOpens else { return nil }
        return MeetingPage.Came(
            entries: page.entries.map { AttendanceLine($0, of: record.summary, words) },
            isEmpty: page.entries.isEmpty, address: "\(record.summary.address)/came",
            all: words.count("meeting_all", page.count),
            heading: words.say(hasEnded ? "meeting_who_came" : "meeting_who_is_here"))
    }

    private func headCount(
        _ meeting: MeetingSummary, _ words: Wording, _ entered: String?, _ problems: [Problem]
    ) -> MeetingPage.HeadCount {
        let help = meeting.audience.isShared ? "meeting_heads_shared" : "meeting_heads_own"
        return MeetingPage.HeadCount(
            address: "\(meeting.address)/head-count",
            field: Field(
                "heads", label: words.say("meeting_heads"),
                value: entered ?? meeting.headCount.map(String.init) ?? "", help: words.say(help),
                isRequired: true, problems: problems),
            now: meeting.headCount.map { words.count("meeting_came", $0) })
    }
}
