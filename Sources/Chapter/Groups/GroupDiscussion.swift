public import Federation
import Feeds
import GRDB

/// A page of what was said in a group: the threads with the latest words first.
public struct GroupDiscussion: Hashable, Sendable {
    /// Each answer stands after the post that it answers.
    public var posts: [GroupPost]
    /// How many posts the whole discussion has.
    public var total: Int
    /// The first post of the next page; nil at the end.
    public var next: ObjectID?

    /// So many posts are on one page.
    public static let pageSize = 40
}

extension Chapter {
    /// Reads a page of a group's discussion that begins with a post; visitors read nothing.
    ///
    /// The order of a thousand posts is found by their ids alone; only those of the page are read.
    public func discussion(of group: ObjectID, from: ObjectID? = nil, as viewer: Viewer)
        async throws -> GroupDiscussion
    {
        guard viewer != .visitor else { return GroupDiscussion(posts: [], total: 0) }
        return try await read { db in
            guard let summary = try GroupList.fetch(db, as: viewer, only: group).first else {
                return GroupDiscussion(posts: [], total: 0)
            }
            let places = try Self.places(db, of: group)
            let start = from.flatMap { id in places.firstIndex { $0.id == id } } ?? 0
            let page = places[start...].prefix(GroupDiscussion.pageSize)
            let end = start + page.count
            return GroupDiscussion(
                posts: try GroupPost.fetch(db, Array(page), of: summary, as: viewer),
                total: places.count,
                next: end < places.count ? places[end].id : nil)
        }
    }

    /// Reads one post of a group, to be answered; nil when there is none that the viewer may read.
    public func post(_ post: ObjectID, in group: ObjectID, as viewer: Viewer) async throws
        -> GroupPost?
    {
        guard viewer != .visitor else { return nil }
        return try await read { db in
            guard let summary = try GroupList.fetch(db, as: viewer, only: group).first else {
                return nil
            }
            return try GroupPost.fetch(db, [(id: post, depth: 0)], of: summary, as: viewer).first
        }
    }

    private static func places(_ db: Database, of group: ObjectID) throws -> [ThreadPlace] {
        let posts = try GroupPost.places(db, of: group)
        let threaded = GroupPost.threaded(posts)
        let lateness = Dictionary(
            posts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var threads: [(places: [ThreadPlace], latest: Int)] = []
        for place in threaded {
            let late = lateness[place.id] ?? 0
            if place.depth == 0 || threads.isEmpty {
                threads.append(([place], late))
            } else {
                threads[threads.count - 1].places.append(place)
                threads[threads.count - 1].latest = max(threads[threads.count - 1].latest, late)
            }
        }
        return threads.sorted { $0.latest > $1.latest }.flatMap(\.places)
    }
}

/// Where a post stands in the talk.
typealias ThreadPlace = (id: ObjectID, depth: Int)
