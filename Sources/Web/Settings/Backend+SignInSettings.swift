import Chapter
import Hummingbird

extension Backend {
    /// The member who looks and what they have for signing in.
    ///
    /// For anybody else there is no page about it.
    func signInSettings(_ context: Context) async throws -> (
        member: MemberID, settings: SignInSettings
    ) {
        guard let member = context.viewer.memberID else { throw HTTPError(.notFound) }
        return (member, try await chapter.read { try SignInSettings.read($0, of: member) })
    }

    /// Gives the browser a new token in place of its old one, after what it may do has changed.
    ///
    /// Without a token in the browser's cookie there is nothing to renew.
    func renew(
        _ token: String?, _ cookie: SessionCookie, in response: inout Response, _ context: Context
    ) async throws {
        guard let token else { return }
        let renewed = try await perform(RenewSession(token: token), context)
        response.headers[.setCookie] = cookie.keep(
            renewed.token, until: renewed.expires, now: clock())
    }
}
