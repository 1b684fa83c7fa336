import TestSupport
import Testing

extension `With real processes` {
    /// What `--json` prints of memberships and of points on the map.
    @Suite struct `Keeping the contract of memberships and places` {
        @Test func `membership add-kind, kinds, begin, renew, change, show, due and end`()
            async throws
        {
            try await withChapter { node, _ in
                func add(_ name: String, _ more: String...) async throws -> JSON {
                    try await node.run(
                        ["membership", "add-kind", "--name", name, "--period"] + more)
                }
                expect(try await add("Standard", "rolling", "--months", "12"), .object(["id": .id]))
                _ = try await add("Life", "open")
                let kinds = try await node.run("membership", "kinds")
                expect(
                    kinds,
                    .list(
                        .object([
                            "id": .id, "version": .number, "name": .text,
                            "period": .word(["rolling", "fixed", "open"]),
                            "months": .nullable(.number), "yearStarts": .nullable(.text),
                            "rollover": .nullable(.text), "graceDays": .number, "rank": .number,
                            "isRetired": .flag, "people": .number,
                        ])))
                let bob = try await node.run("member", "add", "--name", "Bob").text("memberID")
                let changed = Shape.object(["memberID": .id, "version": .number])
                expect(
                    try await node.run("membership", "begin", bob, "--kind", "Standard"), changed)
                expect(try await node.run("membership", "renew", bob), changed)
                expect(
                    try await node.run("membership", "change", bob, "--kind", "Life"), changed)
                let shown = try await node.run("membership", "show", bob)
                expect(
                    shown,
                    .object([
                        "isMember": .flag, "state": .nullable(.text), "kind": .nullable(.text),
                        "since": .nullable(.text), "days": .nullable(.number),
                        "runsUntil": .nullable(.text),
                        "goodStanding": .object([
                            "isGood": .flag, "exception": .nullable(.text),
                            "conditions": .list(
                                .object([
                                    "condition": .text, "isMet": .flag, "has": .nullable(.number),
                                    "needs": .nullable(.number),
                                ])),
                        ]),
                        "periods": .list(
                            .object([
                                "id": .id, "kind": .text, "startsOn": .text,
                                "runsUntil": .nullable(.text), "endedOn": .nullable(.text),
                                "whyEnded": .nullable(.text), "movedTo": .nullable(.text),
                                "memberSince": .nullable(.text), "vouchedBy": .nullable(.text),
                                "countsUntil": .nullable(.text), "state": .text,
                            ])),
                    ]))
                #expect(shown["kind"] == "Life")
                expect(
                    try await node.run("membership", "due", "lately"),
                    .list(
                        .object([
                            "memberID": .id, "name": .text, "kind": .text, "lastDay": .text,
                            "countsUntil": .text, "isMember": .flag,
                        ])))
                expect(
                    try await node.run("membership", "end", bob, "--why", "moved away"), changed)
            }
        }

        @Test func `place postcodes, show, set, forget and meeting`() async throws {
            try await withChapter { node, stage in
                let list = try stage.file(
                    "list.csv",
                    Array("name,address,postcode,city\nBob,Mill Lane 1,1100-042,Port\n".utf8))
                try await node.run("member", "import", list, "--yes")
                let postcodes = try stage.file(
                    "postcodes.csv",
                    Array("postcode,latitude,longitude\n1100-042,38.71,-9.13\n".utf8))
                expect(
                    try await node.run("place", "postcodes", postcodes),
                    .object([
                        "added": .number, "changed": .number, "unchanged": .number,
                        "leftOut": .number, "reasons": .list(.text), "placed": .number,
                    ]))
                let place = Shape.object([
                    "address": .list(.text), "latitude": .nullable(.amount),
                    "longitude": .nullable(.amount), "source": .nullable(.text),
                    "confidence": .nullable(.number), "branch": .nullable(.text),
                ])
                expect(try await node.run("place", "show", "2"), place)
                let set = try await node.run(
                    "place", "set", "2", "--latitude", "38.712", "--longitude", "-9.131")
                expect(set, place)
                #expect(set["source"] == "by hand")
                #expect(try await node.run("place", "forget", "2")["source"] == "postcode")
                expect(
                    try await node.run(
                        "place", "meeting", "Hall", "--latitude", "38.7", "--longitude", "-9.1"),
                    .object(["done": .flag]))
            }
        }
    }
}
