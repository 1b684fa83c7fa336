import ArgumentParser
import Node
import Web

/// Shows one interest group.
struct GroupShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show who belongs to a group and what was said.")

    @Argument(help: "The group's id.")
    var group: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> GroupDetailAnswer {
        try await door.ask(.get("groups/\(escaped(group))"))
    }

    func words(_ group: GroupDetailAnswer) -> String {
        var lines = [Plain.line(group.name), Plain.line(group.purpose), ""]
        var members = Table("Handle", "Chapter")
        for member in group.members { members.add(member.handle, member.chapterID) }
        lines.append(members.text(orIfEmpty: "Nobody belongs to it."))
        for post in group.posts {
            let answer = post.replyTo.map { ", answering \($0)" } ?? ""
            let who = post.takenBack ? "somebody" : Plain.line(post.handle)
            lines += [
                "", "\(post.at) \(who) (post \(post.postID)\(answer))",
                post.takenBack ? "Taken back by its author." : Plain.lines(post.text),
            ]
        }
        return lines.joined(separator: "\n")
    }
}
