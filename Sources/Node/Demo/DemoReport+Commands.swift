import Federation
import Foundation
import Web

extension DemoReport {
    /// Three commands to paste into a shell, which work as they stand.
    ///
    /// `program`: how the demo itself was called.
    /// `workingDirectory`: where; paths below it are written without it.
    public func commands(program: String, workingDirectory: String) -> [String] {
        guard chapters.count > 2 else { return [] }
        let calls = chapters.map { chapter in
            let path = chapter.dataDirectory
            let here = workingDirectory + "/"
            let home = path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
            return "\(Self.shellWord(program)) --data \(Self.shellWord(home))"
        }
        let hour: Int64 = 3_600_000
        let day = 24 * hour
        let soon = (systemClock().milliseconds / day + 7) * day + 18 * hour
        let start = Moment(Timestamp(milliseconds: soon))
        let end = Moment(Timestamp(milliseconds: soon + 2 * hour))
        var commands = [
            "\(calls[1]) meeting add --title \"Soup for the pickets\" --start \(start) --end \(end) "
                + "--audience linked",
            "\(calls[2]) meeting list",
        ]
        if let countedBallot { commands.append("\(calls[2]) ballot result \(countedBallot)") }
        return commands
    }

    /// A word as a shell takes it, in quotes where it must be.
    public static func shellWord(_ word: String) -> String {
        let plain = Set("-._/0123456789".utf8)
        let isPlain = word.utf8.allSatisfy { byte in
            plain.contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        return isPlain ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }
}
