import ArgumentParser
import Foundation
import Node

/// Where the program starts.
@main
enum Main {
    static func main() async {
        // Whatever this program makes is for its owner alone.
        umask(0o077)
        keepMemorySmall()
        let (arguments, json) = Arguments.arranged(Array(CommandLine.arguments.dropFirst()))
        do {
            var command = try await Rhizome.asyncParseAsRoot(arguments)
            if var patient = command as? any AsyncParsableCommand {
                try await patient.run()
            } else {
                try command.run()
            }
        } catch {
            finish(with: error, json: json)
        }
    }

    /// Says what went wrong and ends the process with the status that says it too.
    private static func finish(with error: any Error, json: Bool) -> Never {
        // A command that has said everything itself only names its status.
        if let code = error as? ExitCode { exit(code.rawValue) }
        let status = Failure.status(of: error)
        switch status {
        case .usage where json:
            Output.error(json: Failure.usageSentence(error))
        case .failed where json:
            Output.error(json: Failure.sentence(error))
        case .failed:
            Output.error("Error: " + Failure.sentence(error))
        case .usage, .clean:
            // Help goes to standard output, usage to standard error, as the parser does it.
            Rhizome.exit(withError: error)
        }
        exit(status.rawValue)
    }
}
