import Foundation

/// The program under test: `rhizome` beside the test binary in the build directory.
enum Program {
    static let path: String = {
        let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: tests ?? "").deletingLastPathComponent()
            .appendingPathComponent("rhizome").path
    }()

    /// What the program finds in its environment: nothing of whoever runs the tests.
    static func environment(home: String) -> [String: String] {
        ["HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"]
    }
}

/// A command that has ended, with everything it printed.
struct Finished: Sendable {
    let ending: Ending
    let out: String
    let err: String
    let took: Duration

    /// The one JSON value on standard output.
    var json: JSON { get throws { try JSON(out.utf8) } }

    /// The sentence of `{"error": ...}`, the last line on standard error; nil if it is not that.
    var refusal: String? {
        let last = err.split(separator: "\n").last ?? ""
        guard let answer = try? JSON(last.utf8), answer.keys == ["error"] else { return nil }
        return answer["error"].text
    }
}

/// Runs the program to its end; it reads the file `input`.
func rhizome(
    _ arguments: [String], in directory: String, reading input: String = "/dev/null",
    within limit: Duration = .seconds(60)
) async throws -> Finished {
    let name = directory + "/" + String(UInt32.random(in: 0...UInt32.max), radix: 36)
    let start = ContinuousClock.now
    let child = try Child(
        Program.path, arguments, input: input, out: name + ".o", err: name + ".e",
        environment: Program.environment(home: directory))
    defer {
        child.signal(SIGKILL)
        unlink(child.out)
        unlink(child.err)
    }
    let ending = try await child.end(within: limit)
    return Finished(
        ending: ending, out: try text(of: child.out), err: try text(of: child.err),
        took: start.duration(to: .now))
}

/// What a file holds, as text.
func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
}
