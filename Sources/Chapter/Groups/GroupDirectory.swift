public import Federation
import Feeds
import GRDB

/// A group in the directory, with why it stands where it stands.
public struct GroupEntry: Hashable, Sendable {
    /// The group.
    public var group: GroupSummary
    /// The interests that it shares with the viewer, as the viewer wrote them.
    public var shared: [String]
}

/// The groups of all linked chapters as a member looks through them.
public struct GroupDirectory: Hashable, Sendable {
    /// Which groups are looked through.
    public enum Shelf: String, CaseIterable, Hashable, Sendable {
        /// Every group.
        case all
        /// Those the viewer is in.
        case own
        /// Those that share an interest with the viewer and that they are not in.
        case suggested
    }

    /// One page: the viewer's own groups first, then those for them, then the newest.
    public var entries: [GroupEntry]
    /// How many groups are on each shelf, whatever is searched for.
    public var counts: [Shelf: Int]
    /// The group after which the next page begins; nil at the end.
    public var next: ObjectID?

    /// So many groups are on one page.
    public static let pageSize = 24
}

extension Chapter {
    /// Looks through the groups whose name, purpose or interests have every word of `search`.
    ///
    /// Visitors see none.
    public func groupDirectory(
        _ shelf: GroupDirectory.Shelf = .all, search: String = "", after: ObjectID? = nil,
        as viewer: Viewer
    ) async throws -> GroupDirectory {
        guard viewer != .visitor else { return GroupDirectory(entries: [], counts: [:]) }
        let all = try await read { try Self.entries($0, as: viewer) }
        let own = all.filter { $0.group.ownHandle != nil }
        let suggested = all.filter { $0.group.ownHandle == nil && !$0.shared.isEmpty }
            .enumerated()
            .sorted {
                ($1.element.shared.count, $0.offset) < ($0.element.shared.count, $1.offset)
            }
            .map(\.element)
        let others = all.filter { $0.group.ownHandle == nil && $0.shared.isEmpty }
        let words = foldedName(search).split(separator: " ")
        let chosen =
            (shelf == .own ? own : shelf == .suggested ? suggested : own + suggested + others)
            .filter { entry in
                guard !words.isEmpty else { return true }
                let group = entry.group
                let text = foldedName(
                    ([group.name, group.purpose] + group.interests).joined(separator: " "))
                return words.allSatisfy { text.contains($0) }
            }
        let start = after.flatMap { id in chosen.firstIndex { $0.group.id == id } }
        let rest = chosen.dropFirst(start.map { $0 + 1 } ?? 0)
        let page = Array(rest.prefix(GroupDirectory.pageSize))
        return GroupDirectory(
            entries: page,
            counts: [.all: all.count, .own: own.count, .suggested: suggested.count],
            next: rest.count > page.count ? page.last?.group.id : nil)
    }

    private static func entries(_ db: Database, as viewer: Viewer) throws -> [GroupEntry] {
        let chosen = try Row.fetchAll(
            db, sql: "SELECT interest, key FROM member_interest WHERE member_id = ? ORDER BY key",
            arguments: [viewer.memberID])
        return try GroupList.fetch(db, as: viewer).map { group in
            let keys = Set(group.interests.map { foldedName($0) })
            return GroupEntry(
                group: group,
                shared: chosen.filter { keys.contains($0["key"]) }.map { $0["interest"] })
        }
    }
}
