import Foundation

/// How much is measured; `bench --quick` is for trying the benchmark itself.
struct Scale {
    /// Signatures checked by each core.
    var signatures = 20_000
    /// Events of the history that a node catches up with.
    var events = 200_000
    /// Events of the history in which each event is checked by its own signature.
    var signedEvents = 40_000
    /// Rows of the lists that are imported.
    var lists = [5_000, 50_000]
    /// Commits whose way to another node is timed.
    var commits = 500
    /// Measurements of which the median counts; one more goes before them to warm up.
    var rounds = 3
    /// Chapters of the simulated federation, how many of them write, and how many seeds are tried.
    var chapters = 1_000
    var writers = 100
    var seeds = 3
    /// Real nodes that are linked with each other.
    var realNodes = 24
    /// Which measurements are taken; all where none is named.
    var only: Set<String> = []

    /// Reads `--quick`, and the names of single measurements.
    init(_ arguments: some Sequence<String>) {
        for argument in arguments {
            guard argument == "--quick" else {
                only.insert(argument)
                continue
            }
            signatures = 2_000
            events = 20_000
            signedEvents = 5_000
            lists = [1_000]
            commits = 50
            rounds = 1
            chapters = 100
            writers = 20
            seeds = 1
            realNodes = 6
        }
    }

    /// Whether a measurement was asked for.
    func includes(_ name: String) -> Bool { only.isEmpty || only.contains(name) }

    /// Whether a part of the figures of many chapters was asked for: all, where none is named.
    func includes(part name: String) -> Bool { only.count == 1 || only.contains(name) }

    /// Whether the figures of many chapters were asked for, which `make bench-federation` does.
    var includesFederation: Bool { only.contains("federation") }
}

/// Says on standard error what goes on; the table alone goes to standard output.
func tell(_ text: String) {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
}

/// Says what went wrong and ends.
func complain(_ text: String) -> Never {
    tell(text)
    exit(1)
}
