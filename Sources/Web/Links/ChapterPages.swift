import Chapter
import Federation
import Foundation
import Hummingbird

/// One linked chapter: what it shares, blocking it, vouching for it.
struct ChapterPages {
    let backend: Backend

    /// So many shared things are on a page.
    private static let thingsAtMost = 50

    func add(to pages: PageRoutes) {
        pages.get("chapters/:chapter", .takePart) { _, context in
            let link = try await link(context)
            return try backend.kit.show(try await page(link, context))
        }
        for kind in SharedKind.allCases {
            pages.get("chapters/:chapter/\(kind.rawValue)", .takePart) { request, context in
                try backend.kit.show(try await shared(kind, request, context))
            }
        }
        pages.post("chapters/:chapter/block", .linkChapters) { _, context in
            let id = try chapter(context)
            _ = try await backend.node.block(id).get()
            return .seeOther(
                Notice.after(
                    "chapter_blocked", at: "/chapters/\(id)", undo: id.description))
        }
        pages.post("chapters/:chapter/unblock", .linkChapters) { _, context in
            let id = try chapter(context)
            _ = try await backend.node.unblock(id).get()
            return .seeOther(Notice.after("chapter_unblocked", at: "/chapters/\(id)"))
        }
        pages.post("chapters/:chapter/vouch", .linkChapters) { _, context in
            let id = try chapter(context)
            _ = try await backend.node.confirm(id).get()
            return .seeOther(Notice.after("chapter_vouched", at: "/chapters/\(id)"))
        }
    }

    private func chapter(_ context: Context) throws -> ChapterID {
        try context.id("chapter", "chapter", ChapterID.init(_:))
    }

    private func link(_ context: Context) async throws -> LinkAnswer {
        let id = try chapter(context).description
        guard let link = try await backend.linksShown(context).first(where: { $0.chapterID == id })
        else { throw Refusal.notFound("chapter") }
        return link
    }

    private func page(_ link: LinkAnswer, _ context: Context) async throws -> ChapterPage {
        let words = context.words
        let mayLink = context.viewer.may(.linkChapters)
        let id = try chapter(context)
        let address = "/chapters/\(id)"
        let federation = try await backend.chapter.federation()
        let member = federation?.member(id)
        let names = Dictionary(
            (federation?.members ?? []).map { ($0.chapter, $0.name) },
            uniquingKeysWith: { first, _ in first })
        let counts = try await backend.chapter.sharedCounts(as: context.viewer)[id]
        let ownSeq = try await backend.facts(context).ownSeq
        let broughtIn = words.broughtIn(member, names)
        var vouched: String?
        if case .candidate(let endorsements, let needed) = member?.standing {
            vouched = words.say(
                "chapters_vouched", ["count": "\(endorsements)", "all": "\(needed)"])
        }
        let mayVouch = mayLink && link.state == .unconfirmed && link.words == nil
        let name = ["chapter": link.name]
        return ChapterPage(
            frame: try await backend.frame(link.name, part: "chapters", context).narrow(), t: words,
            link: ShownLink(
                link, counts: counts, ownSeq: ownSeq, at: backend.clock(), words),
            forked: link.forked ? words.say("chapters_forked", ["chapter": link.name]) : nil,
            withstood: link.withstoodFork
                ? words.say("chapters_withstood", ["chapter": link.name]) : nil,
            lead: link.isLate(at: backend.clock())
                ? words.notHeard(link, at: backend.clock()) : nil,
            shared: SharedKind.allCases.map { kind in
                let count = counts?[kind] ?? 0
                return ChapterPage.Shared(
                    text: words.count("chapters_\(kind.rawValue)", count),
                    address: count > 0 ? "\(address)/\(kind.rawValue)" : nil)
            },
            broughtIn: broughtIn.isEmpty ? nil : broughtIn, vouched: vouched,
            vouch: mayVouch ? "\(address)/vouch" : nil,
            vouchButton: words.say("chapters_vouch_button", name),
            block: mayLink && link.state.isLinked ? "\(address)/block" : nil,
            blockTitle: words.say("chapters_block_button", name),
            blockSentence: words.say("chapters_block_what", name),
            unblock: mayLink && link.state == .blocked ? "\(address)/unblock" : nil,
            unblockTitle: words.say("chapters_unblock_button", name),
            confirm: mayLink && link.words != nil ? "\(address)/confirm" : nil,
            details: context.viewer.may(.seeNode)
                ? ChapterPage.Details(
                    chapter: link.chapterID, weHave: link.weHave, theyWrote: link.theyWrote,
                    theyHave: link.theyHave, ownSeq: ownSeq,
                    events: "/chapters/events?chapter=\(id)") : nil)
    }

    private func shared(_ kind: SharedKind, _ request: Request, _ context: Context) async throws
        -> SharedPage
    {
        let words = context.words
        let link = try await link(context)
        let id = try chapter(context)
        let address = "/chapters/\(id)"
        let all = try await backend.chapter.shared(
            kind, by: id, after: last(in: request), limit: Self.thingsAtMost + 1,
            as: context.viewer)
        let things = all.prefix(Self.thingsAtMost)
        let title = words.say("chapters_shared_\(kind.rawValue)", ["chapter": link.name])
        let folder = kind == .votes ? "votes" : kind.rawValue
        let next = all.count > things.count ? things.last : nil
        return SharedPage(
            frame: try await backend.frame(title, part: "chapters", context).narrow(), t: words,
            title: title, chapter: link.name, chapterAddress: address, hasThings: !things.isEmpty,
            things: things.map { thing in
                SharedPage.Thing(
                    title: thing.title, address: "/\(folder)/\(thing.id)",
                    when: words.day(thing.moment),
                    whole: words.whole(thing.moment))
            },
            icon: kind.rawValue,
            next: next.map {
                "\(address)/\(kind.rawValue)?after=\($0.moment.milliseconds)-\($0.id)"
            })
    }

    /// The last thing of the page before, from the address.
    private func last(in request: Request) -> (moment: Timestamp, id: ObjectID)? {
        let parts = (request.query("after") ?? "").split(separator: "-")
        guard parts.count == 2, let milliseconds = Int64(parts[0]),
            let id = ObjectID(String(parts[1]))
        else { return nil }
        return (Timestamp(milliseconds: milliseconds), id)
    }
}
