/// Which number of an archive each id of the computer has.
///
/// Ids mostly follow each other, so runs of them are kept and not every one.
struct ArchiveNumbers {
    private struct Run {
        let first: Int64
        var count: Int64
        let number: Int64
    }

    private var runs: [Run] = []
    /// How many there are.
    private(set) var count: Int64 = 0

    /// Adds the next id; they come in the order of their numbers.
    mutating func add(_ id: Int64) {
        count += 1
        if let last = runs.last, last.first + last.count == id {
            runs[runs.count - 1].count += 1
        } else {
            runs.append(Run(first: id, count: 1, number: count))
        }
    }

    /// Sorts the runs, so that ids are found; needed where they did not come in their own order.
    mutating func sort() { runs.sort { $0.first < $1.first } }

    /// The number of an id; nil for one that is not in the archive.
    func number(of id: Int64) -> Int64? {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].first <= id { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let run = runs[low - 1]
        return id < run.first + run.count ? run.number + id - run.first : nil
    }
}
