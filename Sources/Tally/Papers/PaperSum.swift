/// The sum of papers and some that are added; with all others it has to fit in a number.
func sum(of papers: Int, and added: Int, besides others: Int) throws(PaperError) -> Int {
    guard added > 0 else { throw .wrongCount(added) }
    let (sum, overflow) = papers.addingReportingOverflow(added)
    guard !overflow, !sum.addingReportingOverflow(others).overflow else { throw .tooManyPapers }
    return sum
}
