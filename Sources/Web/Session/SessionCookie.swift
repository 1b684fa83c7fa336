import Chapter
import Federation
import HTTPTypes
import Hummingbird

/// A cookie of this chapter: the one by which a browser stays signed in, or the one that says that
/// it is half in.
///
/// Its name holds the beginning of the chapter's id: cookies ignore ports, and two nodes on one
/// host would otherwise sign each other's people out.
struct SessionCookie: Sendable {
    let name: String

    init(of chapter: ChapterID) { self.init("session", of: chapter) }

    private init(_ use: String, of chapter: ChapterID) {
        name = "__Host-\(use)-\(chapter.description.prefix(8))"
    }

    /// The cookie of a sign-in whose second step is to come.
    static func half(of chapter: ChapterID) -> SessionCookie { SessionCookie("half", of: chapter) }

    /// The token in a request, if there is one.
    func token(in request: Request) -> String? { request.cookies[name]?.value }

    /// The header that keeps a token until it ends.
    func keep(_ token: String, until expires: Timestamp, now: Timestamp) -> String {
        let seconds = max(0, (expires - now) / 1000)
        return "\(name)=\(token); Path=/; Max-Age=\(seconds); Secure; HttpOnly; SameSite=Lax"
    }

    /// The header that takes the token away.
    var forget: String { "\(name)=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax" }
}
