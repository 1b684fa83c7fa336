import Chapter
import Federation
import Foundation
import Hummingbird

/// The first page after signing in: what waits for the member, what comes next, and for those who
/// keep the chapter's lists how the chapter is doing.
struct HomePages {
    let backend: Backend

    /// So many meetings are shown.
    private static let meetingsAtMost = 6
    /// So many groups are suggested.
    private static let groupsAtMost = 4
    /// So many posts are shown.
    private static let newsAtMost = 5
    /// Of a post so many characters are shown.
    private static let lettersAtMost = 280

    func add(to pages: PageRoutes) {
        pages.get("", .takePart) { _, context in
            try backend.kit.show(try await page(context))
        }
    }

    private func page(_ context: Context) async throws -> HomePage {
        let words = context.words
        let (viewer, now) = (context.viewer, backend.clock())
        // Those that were cancelled are left out after reading, so a few more are read.
        let home = try await backend.chapter.home(
            meetings: Self.meetingsAtMost * 3, posts: Self.newsAtMost, as: viewer, at: now)
        let links = try await backend.node.links()
        let meetings = home.meetings.filter { !$0.summary.isCancelled }.prefix(Self.meetingsAtMost)
        let owed = home.ballots.filter { $0.isOwed(at: now) }.map { ballot in
            HomePage.Owed(
                question: ballot.question, secrecy: words.secrecy(rollSize: ballot.rollSize),
                address: "/votes/\(ballot.id)/cast")
        }
        let news = news(home, words, now)
        let groups = groups(home.suggestions, words)
        let frame = try await backend.frame(
            words.say("frame_home"), part: "home", context, owed: owed.count, links: links)
        let name = context.facts?.name?.split(separator: " ").first.map(String.init) ?? ""
        return HomePage(
            frame: frame, t: words, greeting: words.say("home_greeting", ["name": name]),
            summary: summary(words, owed: owed.count, next: meetings.first, now), owed: owed,
            tasks: home.tasks.map { TasksWaitingPart($0, words) },
            hasMeetings: !meetings.isEmpty,
            meetings: meetings.map { listed in
                HomePage.Meeting(
                    listed.summary, answer: listed.ownAnswer,
                    chapter: listed.summary.isOwn ? nil : listed.summary.chapterName, now: now,
                    words)
            },
            hasNews: !news.isEmpty, news: news, hasGroups: !groups.isEmpty, groups: groups,
            ownRecord: viewer.memberID.map { "/people/\($0)" } ?? "/settings",
            overview: home.overview.map {
                chapterPart($0, ballots: home.ballots, links: links, context)
            },
            mayPlan: viewer.may(.planMeetings))
    }

    private func summary(
        _ words: Wording, owed: Int, next: ListedMeeting?, _ now: Timestamp
    ) -> String? {
        var sentences: [String] = []
        if owed > 0 { sentences.append(words.count("home_owed", owed)) }
        if let next {
            let start = next.summary.start
            sentences.append(
                start > now
                    ? words.say("home_next", ["when": words.relative(start, to: now)])
                    : words.say("home_running", ["meeting": next.summary.title]))
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    private func news(_ home: HomeFacts, _ words: Wording, _ now: Timestamp) -> [HomePage.News] {
        home.news.map { post in
            let text = post.text.prefix(Self.lettersAtMost)
            return HomePage.News(
                handle: post.handle, initials: initials(of: post.handle),
                chapter: home.chapterNames[post.chapter]
                    ?? String(post.chapter.description.prefix(8)),
                group: post.groupName,
                address: "/groups/\(post.group)", when: words.relative(post.at, to: now),
                wholeDate: words.whole(post.at),
                text: text.count < post.text.count ? text + "…" : String(text))
        }
    }

    private func groups(_ suggestions: [GroupSuggestion], _ words: Wording) -> [HomePage.Group] {
        suggestions.prefix(Self.groupsAtMost).map {
            HomePage.Group(
                name: $0.group.name, address: "/groups/\($0.group.id)",
                reason: words.say("home_because", ["interests": words.list($0.shared)]))
        }
    }
}
