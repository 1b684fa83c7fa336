import Federation
import Feeds
import Foundation
import GRDB
import Testing

@Suite struct `Meetings from feeds` {
    private func meeting(_ byte: UInt8, title: String = "Assembly") -> MeetingScheduled {
        MeetingScheduled(
            nonce: nonce(byte), title: title, place: "Hall", onlineLink: "",
            start: Timestamp(seconds: 1_777_650_000), end: Timestamp(seconds: 1_777_657_200),
            timeZone: "Europe/Lisbon", utcOffset: 60, agenda: "", audience: .linked)
    }

    @Test func `a scheduled meeting is a row under its derived id`() throws {
        let tables = try SharedTables(MeetingsProjection.self)
        var harbour = FeedScript(of: "Harbour")
        #expect(try tables.take(harbour.say(.meetingScheduled, meeting(1).payload())) == nil)
        let row = try tables.row(
            "SELECT * FROM shared_meeting WHERE meeting = ?", [harbour.object(1)])
        #expect(row["title"] == "Assembly")
        #expect(row["chapter"] == harbour.chapter)
        #expect(row["utc_offset"] == 60)
        #expect(row["cancelled"] == false)
        #expect((row["head_count"] as Int?) == nil)
    }

    @Test func `the same nonce in another feed is another meeting`() throws {
        let tables = try SharedTables(MeetingsProjection.self)
        var harbour = FeedScript(of: "Harbour")
        var eve = FeedScript(of: "Eve")
        try tables.take([
            harbour.say(.meetingScheduled, meeting(1).payload()),
            eve.say(.meetingScheduled, meeting(1, title: "Stolen").payload()),
        ])
        let row = try tables.row(
            "SELECT title FROM shared_meeting WHERE meeting = ?", [harbour.object(1)])
        #expect(row["title"] == "Assembly")
    }

    @Test func `another chapter cannot cancel or count a meeting`() throws {
        let tables = try SharedTables(MeetingsProjection.self)
        var harbour = FeedScript(of: "Harbour")
        var eve = FeedScript(of: "Eve")
        let id = harbour.object(1)
        let scheduled = harbour.say(.meetingScheduled, meeting(1).payload())
        let cancelled = eve.say(
            .meetingCancelled, MeetingCancelled(meeting: id, reason: "no").payload())
        let counted = eve.say(
            .meetingCounted, MeetingCounted(meeting: id, headCount: 9).payload())
        let void = try tables.take([scheduled, cancelled, counted])
        #expect(void == [cancelled.id: .unknownObject, counted.id: .unknownObject])
        #expect(try tables.row("SELECT cancelled FROM shared_meeting")["cancelled"] == false)
    }

    @Test func `a cancelled meeting stays with its reason and comes back when scheduled anew`()
        throws
    {
        let tables = try SharedTables(MeetingsProjection.self)
        var harbour = FeedScript(of: "Harbour")
        let id = harbour.object(1)
        try tables.take([
            harbour.say(.meetingScheduled, meeting(1).payload()),
            harbour.say(
                .meetingCancelled, MeetingCancelled(meeting: id, reason: "Storm").payload()),
        ])
        let gone = try tables.row("SELECT cancelled, reason FROM shared_meeting")
        #expect(gone["cancelled"] == true)
        #expect(gone["reason"] == "Storm")
        try tables.take([
            harbour.say(.meetingScheduled, meeting(1, title: "Assembly after all").payload())
        ])
        let back = try tables.row("SELECT cancelled, reason, title FROM shared_meeting")
        #expect(back["cancelled"] == false)
        #expect(back["reason"] == "")
        #expect(back["title"] == "Assembly after all")
    }

    @Test func `payloads that make no sense are void and change nothing`() throws {
        let tables = try SharedTables(MeetingsProjection.self)
        var harbour = FeedScript(of: "Harbour")
        var backwards = meeting(1)
        backwards.end = backwards.start + -1
        var shouting = meeting(2)
        shouting.title = String(repeating: "A", count: 201)
        var script = meeting(3)
        script.onlineLink = "javascript:alert(1)"
        var bell = meeting(4)
        bell.title = "Bell \u{7}"
        var short = meeting(5)
        short.nonce = [1, 2, 3]
        for wrong in [backwards, shouting, script, bell, short] {
            #expect(
                try tables.take(harbour.say(.meetingScheduled, wrong.payload())) == .outOfBounds)
        }
        for bytes in [[0xFF, 0xFF], [0x0A, 0x7F, 0x01]] as [[UInt8]] {
            for kind in MeetingsProjection.kinds {
                #expect(try tables.take(harbour.say(kind, bytes)) == .malformed)
            }
        }
        #expect(try tables.dump().isEmpty)
    }

    @Test func `the order in which feeds arrive changes nothing`() throws {
        var harbour = FeedScript(of: "Harbour")
        var riverside = FeedScript(of: "Riverside")
        var eve = FeedScript(of: "Eve")
        for byte in UInt8(1)...4 {
            harbour.say(.meetingScheduled, meeting(byte).payload())
            riverside.say(.meetingScheduled, meeting(byte, title: "Picket \(byte)").payload())
            eve.say(
                .meetingCancelled,
                MeetingCancelled(meeting: harbour.object(byte), reason: "ha").payload())
        }
        harbour.say(
            .meetingCounted, MeetingCounted(meeting: harbour.object(2), headCount: 31).payload())
        riverside.say(
            .meetingCancelled,
            MeetingCancelled(meeting: riverside.object(3), reason: "Rain").payload())
        try expectSameRows(MeetingsProjection.self, [harbour, riverside, eve])
    }

    @Test func `right-to-left and combining text comes through byte for byte`() throws {
        let tables = try SharedTables(MeetingsProjection.self)
        var harbour = FeedScript(of: "Harbour")
        let title = "\"<b>اجتماع\"\u{301} e\u{301} — 👩🏽‍🏭"
        try tables.take([harbour.say(.meetingScheduled, meeting(1, title: title).payload())])
        let stored: String = try tables.row("SELECT title FROM shared_meeting")["title"]
        #expect(Array(stored.utf8) == Array(title.utf8))
    }
}
