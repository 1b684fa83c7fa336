import Chapter
import Federation
import Feeds
import Foundation
import HTTPTypes
import Hummingbird

/// The linked chapters, and the picture of them.
struct ChaptersPages {
    let backend: Backend

    /// A page that waits for another chapter is asked for again after so many seconds.
    static let refreshAfter = "5"

    func add(to pages: PageRoutes) {
        pages.get("chapters", .takePart) { _, context in
            let page = try await list(context)
            var response = try backend.kit.show(page)
            if !page.due.isEmpty { response.refresh() }
            return response
        }
        pages.get("chapters/map", .takePart) { _, context in
            try backend.kit.show(try await map(context))
        }
    }

    private func list(_ context: Context) async throws -> ChaptersPage {
        let words = context.words
        let mayLink = context.viewer.may(.linkChapters)
        let answers = try await backend.linksShown(context)
        let links = try await backend.shown(answers, context)
        let now = backend.clock()
        let linked = answers.filter(\.state.isLinked)
        let frame = try await backend.frame(
            words.say("frame_chapters"), part: "chapters", context)
        let lead =
            linked.isEmpty
            ? words.say("chapters_alone_lead") : words.count("chapters_lead", linked.count)
        let late = linked.filter { $0.isLate(at: now) }.map { link in
            ChaptersPage.Late(
                headline: words.notHeard(link, at: now), sentence: words.say("chapters_late"))
        }
        return ChaptersPage(
            frame: frame, t: words, lead: lead, mayLink: mayLink,
            isForked: try await backend.facts(context).isForked,
            due: mayLink ? answers.compactMap { due($0, words) } : [], late: late,
            hasLinks: !links.isEmpty, links: links.sorted { $0.order < $1.order },
            isAlone: links.isEmpty,
            aloneSentence: words.say(mayLink ? "chapters_alone_admin" : "chapters_alone_member"),
            details: context.viewer.may(.seeNode)
                ? TechnicalDetails(try await backend.node.status()) : nil)
    }

    /// What somebody has to do for a chapter now.
    private func due(_ link: LinkAnswer, _ words: Wording) -> ChaptersPage.Due? {
        guard link.state == .unconfirmed else { return nil }
        let isWords = link.words != nil
        return ChaptersPage.Due(
            name: link.name,
            sentence: words.say(
                link.returning
                    ? "chapters_due_returning"
                    : isWords ? "chapters_due_words" : "chapters_due_vouch"),
            address: "/chapters/\(link.chapterID)\(isWords ? "/confirm" : "")",
            button: words.say(isWords ? "chapters_compare" : "chapters_look"))
    }

    private func map(_ context: Context) async throws -> ChapterMapPage {
        let words = context.words
        let answers = try await backend.linksShown(context)
        let frame = try await backend.frame(
            words.say("chapters_map_title"), part: "chapters", context)
        return ChapterMapPage(
            frame: frame, t: words, answers: answers,
            federation: try await backend.chapter.federation(),
            own: backend.chapter.feeds.chapter, at: backend.clock())
    }
}

extension Backend {
    /// The links that the viewer may see.
    ///
    /// Members see with whom their chapter is linked, and not who is only about to be.
    func linksShown(_ context: Context) async throws -> [LinkAnswer] {
        let links = try await node.links()
        guard !context.viewer.may(.linkChapters) else { return links }
        return links.map(\.forMembers).filter { $0.state != .unconfirmed && $0.state != .waiting }
    }

    /// Links in words.
    func shown(_ links: [LinkAnswer], _ context: Context) async throws -> [ShownLink] {
        let counts = try await chapter.sharedCounts(as: context.viewer)
        let ownSeq = try await facts(context).ownSeq
        let now = clock()
        return links.map { link in
            ShownLink(
                link, counts: ChapterID(link.chapterID).flatMap { counts[$0] }, ownSeq: ownSeq,
                at: now, context.words)
        }
    }
}

extension ShownLink {
    /// Those that need somebody come first, those that are gone last; otherwise by name.
    fileprivate var order: String {
        let rank =
            switch (isLate, icon) {
            case (true, _): "1"
            case (_, "leave"), (_, "block"): "3"
            default: "2"
            }
        return rank + name.lowercased()
    }
}

extension Wording {
    /// Says that a chapter was not heard, and for how long.
    func notHeard(_ link: LinkAnswer, at now: Timestamp) -> String {
        guard let heard = link.lastHeard else {
            return say("chapters_not_heard_yet", ["chapter": link.name])
        }
        let days = Int(max(1, (now - heard.timestamp) / 86_400_000))
        return say(
            "chapters_not_heard", ["chapter": link.name, "span": count("span_day", days)])
    }
}

extension Response {
    /// Lets the browser ask again by itself, also without a script.
    mutating func refresh(to address: String? = nil) {
        guard let name = HTTPField.Name("Refresh") else { return }
        headers[name] =
            ChaptersPages.refreshAfter + (address.map { "; url=\($0)" } ?? "")
    }
}
