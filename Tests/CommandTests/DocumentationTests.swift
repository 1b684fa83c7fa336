import Foundation
import TestSupport
import Testing

/// Runs the commands in Docs/commands and compares what they print.
@Suite struct `The documentation of commands` {
    struct Step {
        var command: String
        var expected: [String]
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Docs/commands")

    static let pages = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".md") }.sorted()

    @Test func `has pages with commands`() throws {
        #expect(!Self.pages.isEmpty)
        for page in Self.pages { #expect(try !Self.steps(in: page).isEmpty, "\(page)") }
    }

    @Test(arguments: pages)
    func `says what the program does`(page: String) throws {
        let steps = try Self.steps(in: page)
        let printed = try Self.run(steps.map(\.command))
        for (step, lines) in zip(steps, printed) {
            let fits =
                step.expected.count == lines.count
                && zip(step.expected, lines).allSatisfy(Self.fits)
            #expect(
                fits,
                "\(page): \(step.command)\n\(lines.joined(separator: "\n"))")
        }
        #expect(printed.count == steps.count)
    }

    /// Whether a line is the expected one, in which `…` stands for anything.
    static func fits(expected: String, line: String) -> Bool {
        let pieces = expected.components(separatedBy: "…")
        guard pieces.count > 1 else { return expected == line }
        guard let first = pieces.first, let last = pieces.last, line.hasPrefix(first),
            line.hasSuffix(last)
        else { return false }
        var rest = line.dropFirst(first.count)
        for piece in pieces.dropFirst() {
            guard
                let range = rest.range(of: piece)
                    ?? (piece.isEmpty ? rest.startIndex..<rest.startIndex : nil)
            else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }

    private static func steps(in page: String) throws -> [Step] {
        let text = try String(contentsOf: folder.appendingPathComponent(page), encoding: .utf8)
        var steps: [Step] = []
        var isInside = false
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                isInside = line == "```console"
            } else if isInside, line.hasPrefix("$ ") {
                steps.append(Step(command: String(line.dropFirst(2)), expected: []))
            } else if isInside, !steps.isEmpty {
                steps[steps.count - 1].expected.append(line)
            }
        }
        return steps
    }

    /// Runs commands in one shell in a directory of their own; gives the lines of each.
    private static func run(_ commands: [String]) throws -> [[String]] {
        let own = try TemporaryDirectory()
        let directory = URL(fileURLWithPath: own.path)
        let mark = "-- end of command --"
        let script = commands.map { "\($0)\necho '\(mark)'\n" }.joined()
        let file = directory.appendingPathComponent("script")
        try Data(script.utf8).write(to: file)
        let binaries = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "exec sh ./script 2>&1 < /dev/null"]
        shell.currentDirectoryURL = directory
        shell.environment = [
            "PATH": binaries.path + ":/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "RHIZOME_DATA": directory.path + "/data", "HOME": directory.path,
        ]
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        shell.waitUntilExit()
        let text = String(decoding: printed, as: UTF8.self)
        return text.components(separatedBy: mark + "\n").dropLast().map { part in
            var lines = part.components(separatedBy: "\n")
            if lines.last == "" { lines.removeLast() }
            return lines
        }
    }
}
