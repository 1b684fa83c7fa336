import Chapter
import Foundation
import Hummingbird

/// Roles: giving and taking them.
struct RoleRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        api.put("members/:member/roles/:role") { request, context in
            let (member, role) = try names(context)
            let body = try await request.json(or: Because(), context)
            let version = try await backend.perform(
                GiveRole(member, role, why: body.why), context)
            return Answer(MemberIDAnswer(member, version: version))
        }
        api.delete("members/:member/roles/:role") { request, context in
            let (member, role) = try names(context)
            let body = try await request.json(or: Because(), context)
            let version = try await backend.perform(
                TakeRole(member, role, why: body.why), context)
            return Answer(MemberIDAnswer(member, version: version))
        }
    }

    private func names(_ context: Context) throws -> (MemberID, Role) {
        let member = try context.id("member", "person", MemberID.init(_:))
        let word = context.parameters.get("role")?.removingPercentEncoding ?? ""
        guard let role = Role(rawValue: word) else {
            let words = Role.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.invalid("role", "There is no such role. The roles are: \(words).")
        }
        return (member, role)
    }
}
