extension Lots {
    /// Lots as a person writes them: everybody's name with commas between, drawn first first.
    ///
    /// Names with a comma stand in quotation marks, as in CSV. Whoever has withdrawn may be left out
    /// and comes last.
    public init(naming row: String, of slate: Slate) throws(FormatError) {
        let line = Line(number: 1, bytes: Array(row.utf8)[...])
        let cells = try CSVRow(line, separator: UInt8(ascii: ","))
        var order: [Int] = []
        for cell in cells.cells.indices {
            let name = try cells.name(cell)
            guard let number = slate.names.firstIndex(of: name) else {
                throw line.error(.unknownCandidate(name), at: cells.start(cell))
            }
            guard !order.contains(number) else {
                throw line.error(.candidateTwice(name), at: cells.start(cell))
            }
            order.append(number)
        }
        let named = Set(order)
        if let missing = slate.standing.first(where: { !named.contains($0) }) {
            throw line.error(
                .unexpected("", wanted: "also “\(slate.names[missing])”"), at: line.bytes.endIndex)
        }
        order += slate.names.indices.filter { !named.contains($0) }
        self = Lots(order) ?? Lots(inOrderOf: slate)
    }
}
