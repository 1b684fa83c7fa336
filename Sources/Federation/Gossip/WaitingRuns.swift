/// Runs that were taken in and that the shell has not done with yet.
///
/// Whoever sent them gets their bytes back as credit only then. So a store that is slower than the
/// links slows the links down, and memory does not fill.
struct WaitingRuns: Sendable {
    /// What the shell is to do with a run.
    enum Errand: Hashable, Sendable {
        case store
        case fill(Link)
        case compare(Link)
    }

    struct Run: Sendable {
        let link: Link
        let size: Int
        /// The last place in it.
        let through: UInt64
        /// Whether the bytes are given back once it is done.
        let earns: Bool
    }

    private struct Place: Hashable {
        let feed: FeedName
        let errand: Errand
    }

    /// First in, first out; what is gone is swept away now and then.
    private struct Row {
        var runs: [Run] = []
        var gone = 0

        var first: Run? { gone < runs.count ? runs[gone] : nil }

        mutating func removeFirst() {
            gone += 1
            guard gone >= 64, gone * 2 > runs.count else { return }
            runs.removeFirst(gone)
            gone = 0
        }
    }

    private var rows: [Place: Row] = [:]
    private var bytesOfLinks: [Link: Int] = [:]
    /// The bytes of all that wait.
    private(set) var bytes = 0

    /// The bytes of what came on a link and waits.
    func bytes(of link: Link) -> Int { bytesOfLinks[link] ?? 0 }

    mutating func add(_ run: Run, of feed: FeedName, for errand: Errand) {
        rows[Place(feed: feed, errand: errand), default: Row()].runs.append(run)
        bytes += run.size
        bytesOfLinks[run.link, default: 0] += run.size
    }

    /// Takes out the runs of a feed up to a place, which are stored.
    mutating func takeStored(_ feed: FeedName, through seq: UInt64) -> [Run] {
        take(feed, .store) { _, run in run.through <= seq }
    }

    /// Takes out all runs of a feed, which are not stored.
    mutating func takeFailed(_ feed: FeedName) -> [Run] {
        take(feed, .store) { _, _ in true }
    }

    /// Takes out the run whose turn it was.
    mutating func takeNext(_ feed: FeedName, for errand: Errand) -> [Run] {
        take(feed, errand) { taken, _ in taken == 0 }
    }

    private mutating func take(
        _ feed: FeedName, _ errand: Errand, while isDone: (Int, Run) -> Bool
    ) -> [Run] {
        let place = Place(feed: feed, errand: errand)
        guard var row = rows.removeValue(forKey: place) else { return [] }
        var taken: [Run] = []
        while let run = row.first, isDone(taken.count, run) {
            row.removeFirst()
            taken.append(run)
            bytes -= run.size
            let left = bytes(of: run.link) - run.size
            bytesOfLinks[run.link] = left > 0 ? left : nil
        }
        if row.first != nil { rows[place] = row }
        return taken
    }
}
