import Chapter
import Federation
import Feeds
import Foundation
import Hummingbird

/// The last steps of the first run, once there is a chapter: recovery sheet, what to do next.
///
/// The recovery sheet can be printed again at any time.
struct WelcomePages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("welcome/recovery", .seeNode) { request, context in
            let words = context.words
            let title = words.say("setup_recovery_title")
            let frame = try await backend.bareFrame(title, context)
            let status = try await backend.node.status()
            return try backend.kit.show(
                RecoveryPage(
                    frame: frame, t: words,
                    steps: request.query("first") == nil ? nil : SetupPages.steps(3, words),
                    heading: words.say("setup_recovery_of", ["chapter": frame.chapter]),
                    chapter: Self.inGroups(status.chapterID),
                    directory: backend.directory ?? words.say("setup_recovery_memory"),
                    version: status.version, origin: backend.origin,
                    onlyHere: backend.isForThisComputerAlone,
                    printed: words.day(backend.clock())))
        }
        pages.get("welcome/ready", .takePart) { _, context in
            let words = context.words
            let frame = try await backend.bareFrame(words.say("setup_step_ready"), context)
            return try backend.kit.show(
                ReadyPage(
                    frame: frame, t: words, steps: SetupPages.steps(4, words),
                    title: words.say("setup_ready_title", ["chapter": frame.chapter]),
                    mayManage: context.viewer.may(.managePeople),
                    mayPlan: context.viewer.may(.planMeetings),
                    mayLink: context.viewer.may(.linkChapters)))
        }
    }

    /// An id as people can compare it: groups of eight digits.
    private static func inGroups(_ id: String) -> String {
        stride(from: 0, to: id.count, by: 8).map { String(id.dropFirst($0).prefix(8)) }
            .joined(separator: " ")
    }
}

/// What is needed to bring the chapter back.
struct RecoveryPage: Page {
    static let template = "setup-recovery"
    let frame: Frame
    let t: Wording
    /// Where one is in the first run; nil when the sheet is printed again.
    let steps: Steps?
    let heading: String
    let chapter: String
    let directory: String
    let version: String
    let origin: String
    /// Whether that address opens on the chapter's own computer and nowhere else.
    let onlyHere: Bool
    let printed: String
}

/// What to do next.
struct ReadyPage: Page {
    static let template = "setup-ready"
    let frame: Frame
    let t: Wording
    let steps: Steps
    let title: String
    let mayManage: Bool
    let mayPlan: Bool
    let mayLink: Bool
}
