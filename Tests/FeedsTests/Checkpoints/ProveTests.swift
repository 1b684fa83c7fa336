import Federation
import Feeds
import GRDB
import Sodium
import TestSupport
import Testing

@Suite struct `Proving what a chapter has said` {
    private let harbour: MemoryStore
    private let reader: MemoryStore

    init() throws {
        harbour = try MemoryStore("Harbour")
        reader = try MemoryStore("Riverside")
        let opening = FeedOpening(
            certificate: harbour.feeds.author.certificate,
            profile: ChapterProfile(name: "Harbour", profile: "union-local"))
        try harbour.say(.feedOpened, opening.payload)
        try harbour.say(.meetingScheduled, Meetings.event(1))
    }

    private func prove(_ places: Set<UInt64>, in store: MemoryStore? = nil) throws
        -> Result<FeedProof, ProofRefusal>
    {
        let store = store ?? reader
        return try store.read { try store.feeds.prove(places, of: harbour.feed, in: $0) }
    }

    private func checkpoint() throws {
        let late = Timestamp.noon + 400 * Limits.checkpointTime
        #expect(
            try harbour.database.write { try harbour.feeds.writeDueCheckpoint(at: late, in: $0) })
    }

    private func send() throws {
        var after = try reader.tip(harbour.feed) ?? .empty
        for event in try harbour.events().dropFirst(Int(after.seq)) {
            try reader.database.write {
                try reader.feeds.receive(VerifiedRun(written: event), in: $0)
            }
            after = event.tip
        }
    }

    @Test(arguments: [1, 2, 3, 61, 62, 1021, 1022, 1023])
    func `holds at whatever length, for every place`(more: Int) throws {
        try harbour.chat(more)
        try checkpoint()
        try send()
        let end = UInt64(more + 2)
        for place in Set([1, 2, 3, end / 2, end]) {
            let proof = try prove([place]).get()
            let proven = try proof.proven()
            #expect(proven.certificate.chapter == harbour.feed.chapter)
            #expect(proven.checkpoint?.header.seq == end + 1)
            #expect(proven.events.map(\.header.seq) == Set([1, place]).sorted())
            #expect(try proven.events.last?.body == harbour.events()[Int(place) - 1].body)
        }
    }

    @Test func `takes the first checkpoint after it, also when there are more`() throws {
        try checkpoint()
        try harbour.chat(1100)
        try checkpoint()
        try send()
        #expect(try prove([2]).get().proven().checkpoint?.header.seq == 3)
        #expect(try prove([2, 3]).get().proven().checkpoint?.header.seq == 1104)
        #expect(try prove([2, 900]).get().events.last?.ground != nil)
    }

    @Test func `goes by the event's own signature while no checkpoint covers it`() throws {
        try send()
        let proof = try prove([2]).get()
        #expect(proof.checkpoint == nil)
        #expect(try proof.proven().events.count == 2)
        // In the middle of a run there is none.
        try reader.execute("UPDATE event SET signature = NULL WHERE seq = 2")
        #expect(try prove([2]) == .failure(.notCovered))
        #expect(try prove([7]) == .failure(.notHeld))
        #expect(try prove(Set(1...65)) == .failure(.tooMany))
    }

    @Test func `goes on after the key was changed, and after the words were taken back`() throws {
        let next = try SigningKey(seed: [UInt8](repeating: 9, count: 32))
        let seed = [UInt8](repeating: 9, count: 32)
        _ = try harbour.database.write { db in
            try harbour.feeds.changeKey(
                at: .noon, in: db, to: { try SigningKey(seed: seed) }, keep: { _, _ in }
            ).get()
        }
        try harbour.say(.meetingScheduled, Meetings.event(2))
        let said = try harbour.events()[1]
        let taken = try harbour.database.write {
            try harbour.feeds.takeBack([said.id], at: .noon, in: $0)
        }
        #expect(taken == 1)
        try checkpoint()
        try send()
        let proven = try prove([2, 4]).get().proven()
        #expect(proven.certificate.feedKey == next.publicKey)
        #expect(proven.events.map { $0.body == nil } == [false, true, false])
        #expect(proven.events[1].id == said.id)
    }

    @Test func `finds what holds of a thing, and nothing that was said before`() throws {
        let meeting = ObjectID(chapter: harbour.feed.chapter, nonce: nonce(1))
        try harbour.say(.meetingScheduled, Meetings.event(1, title: "Later"))
        try harbour.say(.meetingScheduled, Meetings.event(2))
        try harbour.say(
            .meetingCounted, MeetingCounted(meeting: meeting, headCount: 9).payload())
        try send()
        let places = try reader.read {
            try reader.feeds.places(about: meeting, of: harbour.feed.chapter, in: $0)
        }
        #expect(places.map(\.seq) == [3, 5])
        #expect(
            try reader.read {
                try reader.feeds.places(about: meeting, of: reader.feed.chapter, in: $0)
            }.isEmpty)
    }

    @Test func `holds no more once any byte of it is changed`() throws {
        try harbour.chat(9)
        try checkpoint()
        try send()
        let proof = try prove([2]).get()
        var random = SplitMix64(seed: 4)
        func flipped(_ bytes: [UInt8]) -> [UInt8] {
            var bytes = bytes
            let place = Int.random(in: 0..<(bytes.count * 8), using: &random)
            bytes[place / 8] ^= 1 << UInt8(place % 8)
            return bytes
        }
        func changed(_ part: FeedProof.Part, _ number: Int) throws -> FeedProof.Part {
            switch (number, part.ground) {
            case (0, _):
                return FeedProof.Part(
                    header: flipped(part.header), body: part.body, ground: part.ground)
            case (1, _):
                return FeedProof.Part(
                    header: part.header, body: part.body.map(flipped), ground: part.ground)
            case (_, .signature(let signature)):
                return FeedProof.Part(
                    header: part.header, body: part.body,
                    ground: .signature(try #require(Signature(flipped(signature.bytes)))))
            case (_, .path(let path)):
                var hashes = path.hashes
                let index = Int.random(in: 0..<hashes.count, using: &random)
                hashes[index] = try #require(Bytes32(flipped(hashes[index].bytes)))
                return FeedProof.Part(
                    header: part.header, body: part.body, ground: .path(MerklePath(hashes)))
            }
        }
        for round in 0..<300 {
            var events = proof.events
            var certificate = proof.certificate
            var checkpoint = try #require(proof.checkpoint)
            switch round % 3 {
            case 0: events[1] = try changed(events[1], round / 3 % 3)
            case 1: checkpoint = try changed(checkpoint, round / 3 % 3)
            default: certificate = flipped(certificate)
            }
            let forged = FeedProof(
                certificate: certificate, checkpoint: checkpoint, events: events)
            // A certificate can be written in another way that says the same.
            if let proven = try? forged.proven() {
                #expect(round % 3 == 2, "round \(round) of seed 4")
                #expect(try proven == proof.proven(), "round \(round) of seed 4")
            }
        }
    }
}
