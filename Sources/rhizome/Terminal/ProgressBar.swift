import Foundation
import Synchronization

/// A bar on standard error while something takes long, if that is a terminal.
final class ProgressBar: Sendable {
    /// The width of the bar in columns.
    private static let width = 30

    private let label: String
    private let isShown: Bool
    private let last = Mutex(-1)

    /// A bar with words before it; `quiet` shows nothing, as with `--json`.
    init(_ label: String, quiet: Bool = false) {
        self.label = label
        isShown = !quiet && isatty(STDERR_FILENO) == 1
    }

    /// Shows how much is done; draws only when the figure has changed.
    func show(_ done: Int64, of total: Int64) {
        guard isShown, total > 0 else { return }
        let percent = Int(min(100, done * 100 / total))
        guard
            last.withLock({ shown in
                defer { shown = percent }
                return shown != percent
            })
        else { return }
        let full = percent * Self.width / 100
        let bar =
            String(repeating: "#", count: full)
            + String(repeating: "-", count: Self.width - full)
        draw("\r\(label) [\(bar)] \(percent) %")
    }

    /// Takes the bar away.
    func end() {
        guard isShown, last.withLock({ $0 }) >= 0 else { return }
        draw("\r\u{1B}[K")
    }

    private func draw(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
