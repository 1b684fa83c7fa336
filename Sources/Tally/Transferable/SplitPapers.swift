/// Ranked papers whose equal ranks are kept, without those who have withdrawn.
struct SplitPapers {
    /// For how many papers each stands.
    var counts: [Int] = []
    /// Where the marks of each paper begin, and at the end where the last ones end.
    var starts: [Int] = [0]
    /// Numbers of candidates, the best first, with ``RankedPapers/sharesRank``.
    var marks: [UInt16] = []
    /// Papers that can be followed, all together.
    var total = 0
    /// Papers that name nobody who stands.
    var blank = 0
    /// Papers that cannot be followed.
    var invalid = 0
    /// Papers that are followed only up to their first equal ranks.
    var stopped = 0
    /// How many share a rank at most.
    var largestGroup = 1

    /// Papers without equal ranks.
    init(_ papers: CompactPapers) {
        counts = papers.counts
        starts = papers.starts
        marks = papers.candidates
        total = papers.total
        blank = papers.blank
        invalid = papers.invalid
        stopped = papers.stopped
    }

    /// Papers with all their ranks.
    init(_ papers: RankedPapers) {
        let stands = papers.slate.stands
        for paper in papers.counts.indices {
            let start = marks.count
            var group = 0
            for mark in papers.marks[papers.starts[paper]..<papers.starts[paper + 1]] {
                if mark & RankedPapers.sharesRank == 0 { group = 0 }
                let candidate = mark & ~RankedPapers.sharesRank
                guard stands[Int(candidate)] else { continue }
                marks.append(group == 0 ? candidate : candidate | RankedPapers.sharesRank)
                group += 1
                largestGroup = max(largestGroup, group)
            }
            if marks.count > start {
                counts.append(papers.counts[paper])
                starts.append(marks.count)
                total += papers.counts[paper]
            } else {
                blank += papers.counts[paper]
            }
        }
        invalid = papers.invalid
    }
}
