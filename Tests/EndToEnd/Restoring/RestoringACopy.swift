import Foundation
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Restoring a copy` {
        /// Puts a copy of the data directory back, as an operator does with a backup.
        private func restore(_ node: ChapterNode, from copy: String) throws {
            try FileManager.default.removeItem(atPath: node.directory)
            try FileManager.default.copyItem(atPath: copy, toPath: node.directory)
        }

        @Test func `a restored node fetches its own feed back before it shares anything`()
            async throws
        {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                let early = try await harbour.meeting("Before the copy")
                try await harbour.stop()
                let copy = stage.directory + "/copy"
                try FileManager.default.copyItem(atPath: harbour.directory, toPath: copy)

                try await harbour.start()
                try await connected(harbour, riverside, hillside)
                let lost = try await harbour.meeting("After the copy")
                for node in [riverside, hillside] {
                    try await eventually("\(node.name) lists it") { try await node.lists(lost) }
                }
                let reached = try await harbour.holds(harbour)
                for node in [harbour, riverside, hillside] { try await node.stop() }
                try restore(harbour, from: copy)

                // Nobody can be asked: it runs, and shares nothing.
                try await harbour.start()
                let restored = try await harbour.holds(harbour)
                #expect(restored < reached)
                #expect(try await !harbour.status()["warnings"].list.isEmpty)
                let patient = try await harbour.attempt([
                    "meeting", "add", "--title", "Said while asking", "--start",
                    "2031-05-01T18:00Z", "--end", "2031-05-01T20:00Z", "--audience", "linked",
                ])
                #expect(try await harbour.holds(harbour) == restored)

                for node in [riverside, hillside] { try await node.start() }
                try await connected(harbour, riverside, hillside)
                try await eventually("Harbour has its own feed back", within: .seconds(20)) {
                    try await harbour.holds(harbour) >= reached
                }
                try await eventually("Harbour may share again", within: .seconds(20)) {
                    try await harbour.status()["warnings"].list.isEmpty
                }
                #expect(try await harbour.lists(early))
                try await eventually("Harbour lists its lost meeting again", within: .seconds(5)) {
                    try await harbour.lists(lost)
                }
                let fresh = try await harbour.meeting("After the restore")
                for node in [riverside, hillside] {
                    try await eventually("\(node.name) lists it") { try await node.lists(fresh) }
                    #expect(try await node.status()["warnings"].list.isEmpty)
                    #expect(try await node.holds(harbour) == harbour.holds(harbour))
                    #expect(try await node.run("feed", "verify")["valid"] == true)
                    if patient.ending == .exit(0) {
                        #expect(try await node.lists(patient.json.text("meetingID")))
                    }
                }
                // What was shared once is shared still, in the same place.
                let own = try await harbour.run("event", "list", "--chapter", harbour.chapterID)
                let theirs = try await riverside.run(
                    "event", "list", "--chapter", harbour.chapterID)
                #expect(own == theirs)
            }
        }

        @Test func `a chapter that stands alone goes on from its copy`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                try await node.meeting("Before")
                try await node.stop()
                let copy = stage.directory + "/copy"
                try FileManager.default.copyItem(atPath: node.directory, toPath: copy)
                try restore(node, from: copy)
                try await node.start()
                let meeting = try await node.meeting("After")
                #expect(try await node.lists(meeting))
                try await eventually("it may share") {
                    try await node.status()["warnings"].list.isEmpty
                }
                try await eventually("the event is written") {
                    try await node.run("event", "list").list.filter {
                        $0["name"] == "meeting scheduled"
                    }.count == 2
                }
            }
        }
    }
}
