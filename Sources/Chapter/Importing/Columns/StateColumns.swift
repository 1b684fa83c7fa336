/// Which column each column of states speaks of.
///
/// It is the one whose heading stands at the beginning of its own, as in “email2” and
/// “email2_is_bad”; or the one of the kind that it names, as in “is_mobile_bad”; or else the one
/// that stands nearest before it, as one reads; or the first.
struct StateColumns: Sendable {
    /// The column of values, by the column of states.
    private let values: [Int: Int]

    init(_ headers: [String], _ targets: [ColumnTarget?]) {
        let keys = headers.map(headerKey)
        var values: [Int: Int] = [:]
        for (index, target) in targets.enumerated() {
            guard let way = target?.stateOf else { continue }
            let columns = targets.indices.filter { targets[$0]?.holds == way.detail }
            let named = columns.filter { !keys[$0].isEmpty && keys[index].hasPrefix(keys[$0]) }
                .max { keys[$0].count < keys[$1].count }
            let ofKind = columns.first { column in
                targets[column]?.kind.map { $0 != .other && keys[index].contains($0.rawValue) }
                    ?? false
            }
            values[index] = named ?? ofKind ?? columns.last { $0 < index } ?? columns.first
        }
        self.values = values
    }

    /// The column of values that a column of states speaks of.
    func value(of column: Int) -> Int? { values[column] }
}

extension ColumnTarget {
    /// The way whose states a column has; nil for any other column.
    var stateOf: ReachWay? {
        switch self {
        case .emailState: .mail
        case .phoneState: .call
        case .addressState: .post
        default: nil
        }
    }

    /// What a column has one of in a row.
    fileprivate var holds: Detail? {
        switch self {
        case .email: .email
        case .phone, .bestPhone: .phone
        case .address: .address
        default: nil
        }
    }

    /// Where what a column has belongs.
    fileprivate var kind: ReachKind? {
        switch self {
        case .email(let kind), .phone(let kind), .address(_, let kind): kind
        default: nil
        }
    }

    /// What the words of a column of states can mean.
    var states: [String] {
        let (call, text) = (PersonField.doNotCall.words, PersonField.doNotText.words)
        let wishes: [String] =
            switch stateOf {
            case .mail: [PersonField.doNotEmail.words]
            case .call, .text: [call, text, "\(call), \(text)"]
            case .post, nil: []
            }
        return ReachState.allCases.map(\.rawValue) + wishes
    }
}

/// What a row says of the state of one value.
struct SaidState: Sendable {
    /// The value.
    let row: DetailRow
    /// What is said; nil for that it can be used.
    let bar: ReachBar?
    /// Whether a column says it that a person has chosen for states.
    let isChosen: Bool
}
