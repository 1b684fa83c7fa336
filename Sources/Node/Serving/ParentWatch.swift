import Foundation
import ServiceLifecycle

/// Ends when standard input ends, and with it the node.
///
/// The demo holds the other end of a pipe. A pipe ends with its process, even with one that is
/// killed, so no node of a demo is left behind.
struct ParentWatch: Service {
    func run() async throws {
        let (end, signal) = AsyncStream.makeStream(of: Never.self)
        // Reading blocks for as long as the parent lives, so it has a thread of its own.
        let thread = Thread {
            var byte: UInt8 = 0
            while true {
                let count = read(STDIN_FILENO, &byte, 1)
                if count == 0 || (count < 0 && errno != EINTR) { break }
            }
            signal.finish()
        }
        thread.name = "parent"
        thread.start()
        for await _ in end.cancelOnGracefulShutdown() {}
    }
}
