import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Sharing meetings` {
        @Test func `a meeting is listed at the linked chapters in under a second`() async throws {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                let planned: JSON = [
                    "title": "General assembly", "start": "2031-03-01T18:00+01:00",
                    "end": "2031-03-01T20:00+01:00", "place": "Dock 4", "audience": "linked",
                ]
                var id = ""
                let took = try await timed {
                    let reply = try await harbour.ask("POST", "meetings", planned, asOperator: true)
                    let meeting = try reply.json.text("meetingID")
                    try await eventually("Riverside lists it") {
                        try await riverside.lists(meeting)
                    }
                    try await eventually("Hillside lists it") { try await hillside.lists(meeting) }
                    id = meeting
                }
                #expect(took < .seconds(1))
                let own = try await harbour.run("meeting", "list")
                #expect(own.list.map { $0["meetingID"].text } == [id])
                #expect(try await riverside.run("meeting", "list") == own)
                #expect(try await hillside.run("meeting", "list") == own)
            }
        }

        @Test func `a meeting of the chapter alone reaches nobody, and a cancellation everybody`()
            async throws
        {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                let secret = try await harbour.meeting("Strike committee", audience: "chapter")
                let shared = try await harbour.meeting("Picnic")
                try await eventually("Hillside lists it") { try await hillside.lists(shared) }
                try await harbour.run("meeting", "cancel", shared, "--reason", "Rain")
                for node in [riverside, hillside] {
                    try await eventually("\(node.name) sees the cancellation") {
                        try await node.meetings()[shared]?["cancelled"] == true
                    }
                    #expect(try await node.meetings()[secret] == nil)
                    #expect(try await node.meetings()[shared]?["reason"] == "Rain")
                }
            }
        }

        @Test func `without push one reconciliation round brings a meeting`() async throws {
            // A round comes after 15 to 45 s, drawn for each link.
            let round = Duration.seconds(46)
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                for node in [harbour, riverside, hillside] { try await node.stop() }
                for node in [harbour, riverside, hillside] {
                    try await node.start(["--without-push"])
                }
                try await connected(harbour, riverside, hillside)
                let meeting = try await harbour.meeting("Without push")
                try await eventually("both list it", within: round) {
                    let first = try await riverside.lists(meeting)
                    let second = try await hillside.lists(meeting)
                    return first && second
                }
            }
        }

        @Test func `a killed node has everything within five seconds of its start`() async throws {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                // Each of them, because which side dials depends on the ids.
                for lost in [harbour, riverside, hillside] {
                    let others = [harbour, riverside, hillside].filter { $0.name != lost.name }
                    try await lost.kill()
                    var meetings: [String] = []
                    for node in others {
                        meetings.append(try await node.meeting("While \(lost.name) was away"))
                    }
                    let back = ContinuousClock.now
                    try await lost.start()
                    for meeting in meetings {
                        try await eventually("\(lost.name) lists it") {
                            try await lost.lists(meeting)
                        }
                    }
                    #expect(back.duration(to: .now) < .seconds(5), "\(lost.name)")
                    let verdict = try await lost.run("feed", "verify")
                    #expect(verdict["valid"] == true)
                    try await connected(harbour, riverside, hillside)
                }
            }
        }

        @Test func `a chapter that is linked later gets all history`() async throws {
            try await onStage { stage in
                let harbour = try await stage.chapter("Harbour")
                let riverside = try await stage.chapter("Riverside")
                // What a chapter shares before it is linked with anybody counts too.
                let early = try await harbour.meeting("Before any link")
                try await link(riverside, with: harbour)
                try await connected(harbour, riverside)
                var meetings = [early]
                for number in 1...20 {
                    let node = number.isMultiple(of: 2) ? harbour : riverside
                    meetings.append(try await node.meeting("Meeting \(number)"))
                }
                let ana = try await harbour.member("Ana")
                let group = try await ana.post(
                    "groups", ["name": "Heat pumps", "purpose": "Warm homes"]
                ).text("groupID")

                let hillside = try await stage.chapter("Hillside")
                try await link(hillside, with: harbour)
                try await connected(harbour, riverside, hillside)
                for meeting in meetings {
                    try await eventually("Hillside lists it") { try await hillside.lists(meeting) }
                }
                #expect(try await hillside.run("group", "show", group)["name"] == "Heat pumps")
                for node in [harbour, riverside] {
                    let own = try await node.run("event", "list", "--chapter", node.chapterID)
                    try await eventually("Hillside has all of \(node.name)") {
                        try await hillside.holds(node) == node.holds(node)
                    }
                    let copy = try await hillside.run("event", "list", "--chapter", node.chapterID)
                    #expect(copy.list.starts(with: own.list))
                }
            }
        }
    }
}
