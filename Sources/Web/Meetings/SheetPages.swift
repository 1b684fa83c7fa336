import Chapter
import Federation
import Hummingbird

/// Sheets to print: the list for the door, and the agenda.
struct SheetPages {
    let backend: Backend

    /// So many members are on one sign-in sheet; a larger chapter checks in on a phone.
    private static let namesAtMost = 3000
    /// Empty lines for guests at the end.
    private static let guestLines = 8

    func add(to pages: PageRoutes) {
        pages.get("meetings/:meeting/sheet", .planMeetings) { _, context in
            let record = try await backend.ownMeeting(context)
            let words = context.words
            let names = try await backend.chapter.memberNames(
                atMost: Self.namesAtMost, as: context.viewer
            ).get()
            let presence = try await backend.chapter.presence(
                at: record.summary.id, as: context.viewer)
            let page = SheetPage(
                frame: try await backend.frame(
                    words.say("meeting_sheet"), part: "meetings", context), t: words,
                title: record.summary.title, line: line(record, context),
                address: record.summary.address, names: names,
                guests: Array(repeating: words.say("meeting_guest_line"), count: Self.guestLines),
                needed: presence?.needed.map { words.number($0) },
                door: record.isOpen
                    ? DoorCode(backend.origin + "\(record.summary.address)/check-in", words) : nil)
            return try backend.kit.show(page)
        }
        pages.get("meetings/:meeting/agenda", .look) { _, context in
            let record = try await backend.meeting(context)
            let words = context.words
            let presence =
                record.isOpen
                ? try await backend.chapter.presence(at: record.summary.id, as: context.viewer)
                : nil
            let page = AgendaPage(
                frame: try await backend.frame(
                    words.say("meeting_agenda"), part: "meetings", context), t: words,
                title: record.summary.title, line: line(record, context),
                address: record.summary.address, agenda: Agenda(record.agenda, words),
                quorum: presence?.needed.map { words.count("meeting_must_be_here", $0) })
            return try backend.kit.show(page)
        }
    }

    /// Whose meeting it is, when and where.
    private func line(_ record: MeetingRecord, _ context: Context) -> String {
        let meeting = record.summary
        let words = context.words
        let day = words.wholeDay(meeting.start, in: meeting.zone)
        let times = words.span(meeting.start, meeting.end, in: meeting.zone)
        let place = [meeting.place, meeting.onlineLink].filter { !$0.isEmpty }
        return ([meeting.chapterName, "\(day), \(times)"] + place).joined(separator: " · ")
    }
}

/// Where whoever keeps the door checks in on a phone, to scan.
struct DoorCode: Sendable {
    let site: String
    let qr: QRCode?
    /// What the code is, for people who do not see it.
    let label: String

    init(_ site: String, _ words: Wording) {
        self.site = site
        qr = QRCode(site)
        label = words.say("meeting_sheet_qr")
    }
}

/// The list on which people sign at the door.
struct SheetPage: Page {
    static let template = "meetings-sheet"
    let frame: Frame
    let t: Wording
    let title: String
    let line: String
    let address: String
    let names: [String]
    let guests: [String]
    let needed: String?
    /// Nil once the meeting was cancelled.
    let door: DoorCode?
}

/// The agenda on paper.
struct AgendaPage: Page {
    static let template = "meetings-agenda"
    let frame: Frame
    let t: Wording
    let title: String
    let line: String
    let address: String
    let agenda: Agenda
    let quorum: String?
}
