import Chapter
import Federation
import Foundation
import Hummingbird

/// Where one is signed in, and signing out there.
struct SessionPages {
    let backend: Backend
    let cookie: SessionCookie

    func add(to pages: PageRoutes) {
        pages.get("settings/sessions", .takePart) { request, context in
            let words = context.words
            let now = backend.clock()
            let list = SessionList(token: cookie.token(in: request))
            let rows = try await backend.chapter.read { [viewer = context.viewer] db in
                try list.answer(in: db, for: viewer, at: now)
            }
            let hasCalendar =
                try await backend.chapter.calendarAddressMade(by: context.viewer) != nil
            var frame = try await backend.frame(
                words.say("sessions_title"), part: "settings", context)
            frame.isNarrow = true
            return try backend.kit.show(
                SessionsPage(
                    frame: frame, t: words,
                    sessions: rows.map {
                        SessionsPage.Row(
                            $0, icons: backend.kit.files.addresses["icons_svg", default: ""],
                            today: now, words)
                    },
                    maySignOut: rows.contains { !$0.isThis } || hasCalendar,
                    hasCalendar: hasCalendar))
        }
        pages.post("settings/sessions/end-others", .takePart) { request, context in
            let act = EndOneSession(allBut: cookie.token(in: request))
            _ = try await backend.perform(act, context)
            return .seeOther(Notice.after("others_ended", at: "/settings/sessions"))
        }
        pages.post("settings/sessions/:session/end", .takePart) { _, context in
            let id = context.parameters.get("session") ?? ""
            let count = try await backend.perform(EndOneSession(id), context)
            guard count > 0 else { throw HTTPError(.notFound) }
            return .seeOther(Notice.after("session_ended", at: "/settings/sessions"))
        }
    }
}

/// Where one is signed in.
struct SessionsPage: Page {
    static let template = "settings-sessions"

    /// One browser or program.
    struct Row: Sendable {
        let icon: String
        let name: String
        let how: String
        let used: String
        let isThis: Bool
        let address: String
    }

    let frame: Frame
    let t: Wording
    let sessions: [Row]
    /// Whether there is anything to end besides this session.
    let maySignOut: Bool
    /// Whether a calendar address ends too.
    let hasCalendar: Bool
}

extension SessionsPage.Row {
    init(_ row: SessionRow, icons: String, today: Timestamp, _ words: Wording) {
        let parts = (row.browser ?? "").components(separatedBy: ", ")
        let browser = parts.first.flatMap { $0.isEmpty ? nil : $0 }
        let isSmall = ["iPhone", "iPad", "Android"].contains(parts.last ?? "")
        icon = "\(icons)#\(isSmall ? "device" : "computer")"
        name =
            if row.way == .token {
                words.say("sessions_program")
            } else if let browser {
                parts.count == 2
                    ? words.say("sessions_browser", ["browser": browser, "system": parts[1]])
                    : browser
            } else {
                words.say("sessions_some_browser")
            }
        how = words.say(
            "sessions_\(row.way.rawValue)", ["day": words.day(row.since)])
        used =
            switch row.seen.map({ (today - $0) / 86_400_000 }) {
            case nil: words.say("sessions_unused")
            case 0: words.say("sessions_today")
            case 1: words.say("sessions_yesterday")
            default:
                words.say(
                    "sessions_used",
                    ["day": words.day(row.seen ?? today, in: .gmt)])
            }
        isThis = row.isThis
        address = "/settings/sessions/\(row.id)/end"
    }
}
