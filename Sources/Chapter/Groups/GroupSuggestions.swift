import Feeds
public import GRDB

/// A group that a member may like, and why.
public struct GroupSuggestion: Hashable, Sendable {
    /// The group.
    public var group: GroupSummary
    /// The interests that member and group share, as the member wrote them.
    public var shared: [String]

    /// The reason in words.
    public var reason: String {
        "because you chose " + shared.joined(separator: " and ")
    }
}

/// Groups that share an interest with a member and that they are not in.
public enum GroupSuggestions {
    /// Suggests groups, those with the most shared interests first.
    public static func fetch(_ db: Database, for member: MemberID) throws -> [GroupSuggestion] {
        let chosen = try Row.fetchAll(
            db, sql: "SELECT interest, key FROM member_interest WHERE member_id = ? ORDER BY key",
            arguments: [member])
        guard !chosen.isEmpty else { return [] }
        var suggestions: [GroupSuggestion] = []
        for group in try GroupList.fetch(db, as: .member(member, [])) where group.ownHandle == nil {
            let keys = Set(group.interests.map { foldedName($0) })
            let shared = chosen.filter { keys.contains($0["key"]) }
            if !shared.isEmpty {
                suggestions.append(
                    GroupSuggestion(group: group, shared: shared.map { $0["interest"] }))
            }
        }
        let byWeight = Dictionary(grouping: suggestions) { $0.shared.count }
        return byWeight.keys.sorted(by: >).flatMap { byWeight[$0] ?? [] }
    }
}

extension Chapter {
    /// Suggests groups to the member who looks; anybody else gets none.
    public func groupSuggestions(as viewer: Viewer) async throws -> [GroupSuggestion] {
        guard let member = viewer.memberID else { return [] }
        return try await read { try GroupSuggestions.fetch($0, for: member) }
    }
}
