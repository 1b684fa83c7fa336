public import Federation
import Foundation
public import GRDB
import Sodium

/// What this chapter has said of its own node.
public struct OwnNode: Hashable, Sendable {
    /// The record.
    public let record: NodeRecord
    /// When it was written.
    public let at: Timestamp
    /// The chapters that have said that they hold it.
    public let holders: Set<ChapterID>
}

extension Feeds {
    /// The latest node record of a chapter.
    public func nodeRecord(of chapter: ChapterID, in db: Database) throws -> NodeRecord? {
        try Data.fetchOne(
            db, sql: "SELECT record FROM shared_node WHERE chapter = ?",
            arguments: [chapter.data]
        ).flatMap { NodeRecord(payload: [UInt8]($0)) }
    }

    /// What this chapter has last said of its own node, and who has heard.
    public func ownNode(in db: Database) throws -> OwnNode? {
        guard let record = try nodeRecord(of: chapter, in: db),
            let place = try Int64.fetchOne(
                db, sql: "SELECT place FROM shared_node WHERE chapter = ?",
                arguments: [chapter.data])
        else { return nil }
        let feed = author.feed
        let (epoch, seq) = FeedName.parts(ofPlace: UInt64(place))
        let written = FeedName(chapter: chapter, epoch: epoch)
        let event = try HeldFeed.find(written, in: db)?.events(from: seq, limit: 1, in: db).first
        // Who holds anything of this epoch holds what came before it.
        let holders = try acknowledged(epoch == feed.epoch ? seq : 1, in: db)
        return OwnNode(
            record: record,
            at: event?.suffix.time.moment ?? Timestamp(milliseconds: 0),
            holders: Set(holders.keys))
    }
}
