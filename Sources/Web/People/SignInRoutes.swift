import Chapter
import Federation
import HTTPTypes
import Hummingbird

/// Signing in: links that work once, and tokens for people's own programs.
struct SignInRoutes {
    let backend: Backend

    /// How often a network may try a sign-in link, at once and a second.
    static let tries = (burst: 10.0, perSecond: 0.1)

    private let tried = Allowance(size: tries.burst, perSecond: tries.perSecond)

    init(backend: Backend) { self.backend = backend }

    private struct SignIn: Decodable {
        var link: String
    }

    func add(to api: RouterGroup<Context>) {
        api.post("members/:member/sign-in-links") { _, context in
            let made = try await backend.perform(MakeSignInLink(member(context)), context)
            let url = backend.origin + "/sign-in/" + made.token
            return Answer(
                SignInAnswer(url: url, expires: Moment(made.expires)), status: .created)
        }
        api.post("members/:member/tokens") { _, context in
            let made = try await backend.perform(MakeMemberToken(member(context)), context)
            return Answer(
                TokenAnswer(token: made.token, expires: Moment(made.expires)), status: .created)
        }
        api.delete("members/:member/tokens") { _, context in
            let count = try await backend.perform(RevokeTokens(member(context)), context)
            return Answer(RevokedAnswer(revoked: count))
        }
        api.delete("members/:member/second-step") { _, context in
            let id = try member(context)
            _ = try await backend.perform(EndSecondStep(id), context)
            return Answer(SecondStepAnswer(memberID: id.description, isOn: false))
        }
        // The link itself, or only the token at its end, becomes a token.
        api.post("sign-in") { request, context in
            if let wait = tried.take(context.network(of: request), at: backend.clock()) {
                throw HTTPError.tooManyRequests(wait: wait)
            }
            let body = try await request.json(SignIn.self, context)
            let token = body.link.split(separator: "/").last.map(String.init) ?? ""
            let made = try await backend.perform(ConsumeSignInLink(token: token), context)
            return Answer(
                SignedInAnswer(
                    memberID: made.memberID.description, token: made.token,
                    expires: Moment(made.expires)))
        }
        api.get("me") { _, context in
            guard case .member(let id, let roles) = context.viewer else {
                throw Refusal(.notFound, "You are not signed in as a member.")
            }
            return Answer(
                ViewerAnswer(memberID: id.description, roles: roles.map(\.rawValue).sorted()))
        }
    }

    private func member(_ context: Context) throws -> MemberID {
        try context.id("member", "person", MemberID.init(_:))
    }
}

/// A member who has just signed in.
public struct SignedInAnswer: Codable, Hashable, Sendable {
    /// Who.
    public var memberID: String
    /// What to send as a bearer token from now on.
    public var token: String
    /// Until when.
    public var expires: Moment
}

/// Whether somebody's second step is on.
public struct SecondStepAnswer: Codable, Hashable, Sendable {
    /// Whose.
    public var memberID: String
    /// Whether it is on now.
    public var isOn: Bool
}

/// Who the token stands for.
public struct ViewerAnswer: Codable, Hashable, Sendable {
    /// Who.
    public var memberID: String
    /// The roles they hold now.
    public var roles: [String]
}
