import ArgumentParser
import Node
import Web

/// Gives the chapter a new feed key.
struct FeedChangeKey: Command {
    static let configuration = CommandConfiguration(
        commandName: "change-key",
        abstract: "Give the chapter a new key for its feed, without its root key.",
        discussion: """
            Do it when somebody who could read this machine leaves, and otherwise once a year. The \
            new key comes into force at once, linked chapters learn of it by themselves, and the old \
            key is removed. If somebody else has the old key already, this is not enough: say \
            rhizome feed renew, with the root key. Make a backup afterwards; older ones cannot write \
            any more.
            """)

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> KeyChangeAnswer {
        try await door.ask(.send("POST", "feeds/key"))
    }

    func words(_ answer: KeyChangeAnswer) -> String {
        """
        The feed goes on under a new key, after event \(answer.seq). The old key was removed from \
        this machine. Linked chapters learn of it by themselves.
        Make a backup now: an older one cannot write any more. Times that the key can be changed \
        again before the root key is needed: \(answer.left).
        """
    }
}
