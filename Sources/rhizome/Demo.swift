import ArgumentParser
import Foundation
import Node

/// Runs three linked chapters with invented people.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run three linked chapters with invented people on this machine.",
        discussion: """
            The chapters live in directories of their own below the data directory, which is \
            ./demo-data unless --data names another. Ctrl-C stops all three; a second start goes on \
            with what is there.
            """)

    /// The first port unless another is named.
    static let standardPort = 8301

    @Option(help: "The first of the ports that are used on this machine.")
    var port = Demo.standardPort

    @OptionGroup var globals: Globals

    func validate() throws {
        guard (1...65_000).contains(port) else {
            throw ValidationError("--port is a number from 1 to 65000.")
        }
    }

    func run() async throws {
        try ProgramFolder.check()
        let json = globals.json
        let directory = DataDirectory(globals.data ?? "demo-data")
        let program = DemoReport.shellWord(CommandLine.arguments.first ?? "rhizome")
        let place = globals.data.map { " --data " + DemoReport.shellWord($0) } ?? ""
        let options = DemoOptions(
            directory: directory, port: port, command: program + place + " demo"
        ) { line in
            // With --json the story goes to standard error: standard output has the one line.
            if json { Output.error(line) } else { Output.print(line) }
        }
        try await demo(options) { report in
            if json {
                try? Output.print(json: report)
            } else {
                Output.print(Demo.words(report))
            }
        }
    }

    private static func words(_ report: DemoReport) -> String {
        var lines = ["", "All \(report.chapters.count) chapters serve. Ctrl-C stops them."]
        for chapter in report.chapters {
            lines.append("")
            lines.append("\(Plain.line(chapter.name)), \(chapter.http), lets in")
            lines.append("  a coordinator       \(chapter.signIn.coordinator)")
            lines.append("  a member            \(chapter.signIn.member)")
            lines.append("  a federation admin  \(chapter.signIn.admin)")
        }
        let commands = report.commands(
            program: CommandLine.arguments.first ?? "rhizome",
            workingDirectory: FileManager.default.currentDirectoryPath)
        lines.append("")
        lines.append(
            "Open one in a browser and press its button. A link works once, for 15 minutes; the "
                + "next start makes new ones.")
        lines += ["", "To paste into another terminal:"]
        lines += commands.map { "  " + Plain.line($0) }
        return lines.joined(separator: "\n")
    }
}
