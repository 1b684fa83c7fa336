import Chapter
import Hummingbird

/// The first page after signing in.
struct HomePages {
    let backend: Backend

    func add(to pages: RouterGroup<Context>) {
        pages.get("") { _, context in
            try context.require(.takePart)
            let words = context.words
            let frame = try await backend.frame(words.say("frame_home"), part: "home", context)
            let name = frame.person?.split(separator: " ").first.map(String.init) ?? ""
            return try backend.kit.show(
                HomePage(
                    frame: frame, t: words,
                    greeting: words.say("home_greeting", ["name": name])))
        }
    }
}

/// What a member sees first.
struct HomePage: Page {
    static let template = "home-home"
    let frame: Frame
    let t: Wording
    let greeting: String
}
