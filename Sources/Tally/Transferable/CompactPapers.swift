/// Ranked papers as a transferable vote follows them: strict, without those who have withdrawn, and
/// up to the first equal ranks.
struct CompactPapers {
    /// For how many papers each stands.
    var counts: [Int] = []
    /// Where the candidates of each paper begin, and at the end where the last ones end.
    var starts: [Int] = [0]
    /// Numbers of candidates, the best first.
    var candidates: [UInt16] = []
    /// Papers that can be followed, all together.
    var total = 0
    /// Papers that name nobody who stands.
    var blank = 0
    /// Papers that begin with equal ranks.
    var invalid = 0
    /// Papers that are followed only up to their first equal ranks.
    var stopped = 0

    init(_ papers: RankedPapers) {
        counts.reserveCapacity(papers.counts.count)
        starts.reserveCapacity(papers.counts.count + 1)
        candidates.reserveCapacity(papers.marks.count)
        let stands = papers.slate.stands
        for paper in papers.counts.indices {
            let start = candidates.count
            var groupStart = start
            var isAmbiguous = false
            for mark in papers.marks[papers.starts[paper]..<papers.starts[paper + 1]] {
                let candidate = mark & ~RankedPapers.sharesRank
                if mark & RankedPapers.sharesRank == 0 { groupStart = candidates.count }
                guard stands[Int(candidate)] else { continue }
                if candidates.count > groupStart {
                    candidates.removeLast(candidates.count - groupStart)
                    isAmbiguous = true
                    break
                }
                candidates.append(candidate)
            }
            if candidates.count > start {
                counts.append(papers.counts[paper])
                starts.append(candidates.count)
                total += papers.counts[paper]
                if isAmbiguous { stopped += papers.counts[paper] }
            } else if isAmbiguous {
                invalid += papers.counts[paper]
            } else {
                blank += papers.counts[paper]
            }
        }
        invalid += papers.invalid
    }
}
