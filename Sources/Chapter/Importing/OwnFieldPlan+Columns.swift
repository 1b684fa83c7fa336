extension OwnFieldPlan {
    /// The kinds of fields that a column of a list can become.
    public static var kindsOfColumns: [OwnField.Kind] { FieldKindGuess.offered }

    /// The fields of contacts that some columns of a list become: each is called like its column,
    /// and can have what the whole list has in it.
    ///
    /// What is refused is refused with the column, as `c3`.
    public static func columns(
        _ kinds: [Int: OwnField.Kind], of source: ImportSource, _ settings: ListSettings
    ) throws -> Result<[Int: OwnFieldPlan], Refusal> {
        try refusing {
            var list = try OpenList(source, settings)
            let headings = list.headings
            var plans: [Int: OwnFieldPlan] = [:]
            for (place, kind) in kinds where headings.indices.contains(place) {
                plans[place] = OwnFieldPlan(named(headings[place]), kind)
            }
            let choosing = plans.filter { $0.value.kind == .choice }.keys.sorted()
            guard !choosing.isEmpty else { return plans }
            var seen: [Int: Set<String>] = [:]
            while let row = try list.next() {
                guard row.fault == nil else { continue }
                for place in choosing where place < row.cells.count {
                    let value = unguarded(row.cells[place])
                    guard !ListedValue.isNothing(value),
                        seen[place, default: []].insert(foldedName(value)).inserted
                    else { continue }
                    plans[place]?.choices.append(value)
                    guard plans[place]?.choices.count ?? 0 <= choiceLimit else {
                        throw Refusal.invalid(
                            "c\(place)",
                            "“\(headings[place].prefix(80))” has more than \(choiceLimit) "
                                + "different values, which are too many to choose from. Make it a "
                                + "line of text.")
                    }
                }
            }
            for place in choosing { plans[place]?.choices.sort { foldedName($0) < foldedName($1) } }
            return plans
        }
    }

    /// A heading as the name of a field.
    private static func named(_ heading: String) -> String {
        String(String.UnicodeScalarView(heading.unicodeScalars.prefix(nameLimit)))
    }

    /// How many Unicode scalars a name has at most.
    private static let nameLimit = 80
}
