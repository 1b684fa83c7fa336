import Foundation

/// Asks the person at the terminal for a yes.
enum Question {
    /// Whether there is a person to ask.
    static var canBeAsked: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Asks on standard error, so that standard output stays clean; only `y` and `yes` are a yes.
    static func yes(_ question: String) -> Bool {
        try? FileHandle.standardError.write(
            contentsOf: Data((Plain.lines(question) + " [y/N] ").utf8))
        let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased()
        return answer == "y" || answer == "yes"
    }
}
