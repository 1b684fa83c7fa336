import Foundation
import Web

extension Story {
    /// Founds groups with members from all three chapters, who talk with each other.
    func foundGroups() async throws {
        heading("Groups: members of any chapter, under a handle of their choice.")
        for script in GroupScript.all { try await found(script) }
    }

    private func found(_ script: GroupScript) async throws {
        let doors = try await doors(of: script)
        guard let founder = script.people.first, let door = doors.first else { return }
        let made: GroupIDAnswer = try await door.ask(
            .json(
                "POST", "groups",
                [
                    "name": .text(script.name), "purpose": .text(script.purpose),
                    "interests": .list([.text(script.interest)]), "handle": .text(founder.handle),
                ]))
        let start = ContinuousClock.now
        tell("  “\(founder.handle)” of \(nodes[founder.chapter].short) founds “\(script.name)”.")
        let path = "groups/\(made.groupID)"
        try await together(nodes.filter { $0.chapterID != nodes[founder.chapter].chapterID }) {
            let node = $0
            _ = try await time(until: "\(node.short) finding a group") {
                _ = try await node.door.bytes(DoorRequest("GET", path))
                return true
            }
        }
        let found = start.duration(to: .now).words
        for (person, door) in zip(script.people, doors).dropFirst() {
            _ = try await door.bytes(
                .json("POST", path + "/members", ["handle": .text(person.handle)]))
        }
        let others = script.people.dropFirst().map(\.handle).joined(separator: ", ")
        tell("    The others find it after \(found); in come \(others).")
        try await talk(script, doors, at: path)
    }

    /// Lets them talk; who answers has received what they answer.
    private func talk(_ script: GroupScript, _ doors: [TokenDoor], at path: String) async throws {
        var posts: [String] = []
        var hops: [Duration] = []
        for post in script.posts {
            var fields: [String: JSONValue] = ["text": .text(post.text)]
            if let answered = post.answers.map({ posts[$0] }) {
                fields["replyTo"] = .text(answered)
                let node = nodes[script.people[post.author].chapter]
                hops.append(
                    try await time(until: "\(node.short) reading a post") {
                        try await node.group(path).posts.contains { $0.postID == answered }
                    })
            }
            let made: PostIDAnswer = try await doors[post.author].ask(
                .json("POST", path + "/posts", fields))
            posts.append(made.postID)
        }
        let (people, count) = (script.people.count, posts.count)
        for node in nodes {
            _ = try await time(until: "\(node.short) having the whole group") {
                let group = try await node.group(path)
                return group.members.count == people && group.posts.count == count
            }
        }
        let slowest = hops.max() ?? .zero
        tell(
            "    \(count) posts; each is read in the other chapters within \(slowest.words). All "
                + "three hold the same.")
    }

    /// The ways in of different members who care about the group's interest.
    private func doors(of script: GroupScript) async throws -> [TokenDoor] {
        var chance = Chance(seed: Self.seed + UInt64(script.name.utf8.count))
        var people: [[MemberAnswer]] = []
        for node in nodes {
            let interested = try await node.members(interest: script.interest)
            people.append(interested.shuffled(using: &chance))
        }
        var doors: [TokenDoor] = []
        for person in script.people {
            guard let member = people[person.chapter].popLast() else {
                throw CannotServe(
                    description: "\(nodes[person.chapter].short) has too few members who care "
                        + "about \(script.interest).")
            }
            doors.append(try await nodes[person.chapter].door(of: member.memberID))
        }
        return doors
    }
}

extension DemoNode {
    fileprivate func group(_ path: String) async throws -> GroupDetailAnswer {
        try await door.ask(DoorRequest("GET", path))
    }
}
