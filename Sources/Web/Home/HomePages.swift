import Chapter
import Federation
import Foundation
import Hummingbird

/// The first page after signing in: what comes next, and answering with one tap.
struct HomePages {
    let backend: Backend

    /// So many meetings are shown.
    private static let meetingsAtMost = 6
    /// So many groups are suggested.
    private static let groupsAtMost = 4

    func add(to pages: PageRoutes) {
        pages.get("", .takePart) { _, context in
            try backend.kit.show(try await page(context))
        }
    }

    private func page(_ context: Context) async throws -> HomePage {
        let words = context.words
        let chapter = backend.chapter
        let coming = try await chapter.meetings(
            .upcoming, as: context.viewer, at: backend.clock()
        ).filter { !$0.isCancelled }.prefix(Self.meetingsAtMost)
        var meetings: [HomePage.Meeting] = []
        for meeting in coming {
            let record = try await chapter.meeting(meeting.id, as: context.viewer)
            meetings.append(HomePage.Meeting(meeting, answer: record?.ownAnswer, words))
        }
        let groups = try await chapter.groupSuggestions(as: context.viewer)
            .prefix(Self.groupsAtMost).map { suggestion in
                HomePage.Group(
                    name: suggestion.group.name,
                    reason: words.say(
                        "home_because",
                        [
                            "interests": suggestion.shared.formatted(
                                .list(type: .and)
                                    .locale(words.locale))
                        ]))
            }
        let frame = try await backend.frame(words.say("frame_home"), part: "home", context)
        let name = frame.person?.split(separator: " ").first.map(String.init) ?? ""
        return HomePage(
            frame: frame, t: words, greeting: words.say("home_greeting", ["name": name]),
            hasMeetings: !meetings.isEmpty, meetings: meetings, hasGroups: !groups.isEmpty,
            groups: groups)
    }
}
