import Foundation
import TestSupport
import Testing

/// A small file system in memory, for root alone.
private struct SmallDisk {
    let path: String

    static var isPossible: Bool { geteuid() == 0 }

    init(at path: String, megabytes: Int) throws {
        self.path = path
        mkdir(path, 0o700)
        let options = "size=\(megabytes)m,mode=0700"
        guard mount("tmpfs", path, "tmpfs", 0, options) == 0 else {
            throw Trouble("No file system can be mounted: \(String(cString: strerror(errno)))")
        }
    }

    /// Takes all the room there is.
    func fill() throws {
        let file = open(path + "/filler", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        guard file >= 0 else { throw Trouble("The filler cannot be opened.") }
        defer { close(file) }
        for size in [65_536, 4_096, 1] {
            let bytes = [UInt8](repeating: 1, count: size)
            while write(file, bytes, size) == size {}
        }
    }

    /// Gives the room back.
    func free() { unlink(path + "/filler") }

    func end() { umount2(path, Int32(MNT_DETACH)) }
}

extension `With real processes` {
    @Suite struct `Filling the disk` {
        @Test(.enabled(if: SmallDisk.isPossible, "only root can mount a small disk"))
        func `a full disk makes the node read-only until there is room again`() async throws {
            try await onStage { stage in
                let disk = try SmallDisk(at: stage.directory + "/disk", megabytes: 24)
                defer { disk.end() }
                let harbour = stage.place("Harbour", at: disk.path + "/h")
                try await harbour.make()
                try await harbour.start()
                let riverside = try await stage.chapter("Riverside")
                try await link(riverside, with: harbour)
                try await connected(harbour, riverside)
                let early = try await harbour.meeting("Before")
                let people = try await harbour.run("member", "list")

                try disk.fill()
                // What is left of the last page may still take a few.
                var refusal: Finished?
                var added = 0
                for number in 1...200 where refusal == nil {
                    let attempt = try await harbour.attempt(
                        [
                            "member", "add", "--name",
                            "Person \(number) " + String(repeating: "x", count: 150),
                        ])
                    if attempt.ending == .exit(0) { added += 1 } else { refusal = attempt }
                }
                let sentence = try #require(refusal?.refusal)
                #expect(
                    sentence.localizedCaseInsensitiveContains("disk")
                        || sentence.localizedCaseInsensitiveContains("room"), "\(sentence)")
                #expect(harbour.isRunning)
                #expect(
                    try await harbour.run("member", "list").list.count == people.list.count + added)
                #expect(try await harbour.lists(early))
                let status = try await harbour.run("status")
                #expect(
                    status["warnings"].list.contains {
                        $0.text?.localizedCaseInsensitiveContains("disk") == true
                    }, "\(status["warnings"])")

                // What others share meanwhile is not lost.
                let late = try await riverside.meeting(
                    "While it was full", audience: "linked", "--agenda",
                    String(repeating: "long ", count: 1_000))
                try await eventually("the failed write is shown") {
                    try await !harbour.status()["warnings"].list.isEmpty
                }

                disk.free()
                try await harbour.run("member", "add", "--name", "After")
                let own = try await harbour.meeting("After")
                try await eventually("Riverside hears of it") { try await riverside.lists(own) }
                try await eventually("Harbour gets what it missed", within: .seconds(50)) {
                    try await harbour.lists(late)
                }
                try await eventually("the banner is gone") {
                    try await harbour.status()["warnings"].list.isEmpty
                }
                #expect(
                    try await harbour.run("member", "list").list.count
                        == people.list.count + added + 1)
                #expect(try await harbour.run("feed", "verify")["valid"] == true)
                try await harbour.stop()
            }
        }
    }
}
