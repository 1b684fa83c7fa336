extension OneRow {
    /// What a column has said.
    enum Held {
        /// An e-mail address or a phone number.
        case row(DetailRow)
        /// A part of the address of this kind.
        case kind(ReachKind)
    }

    /// Whether what a column has said can be used; no bar says that it can.
    struct State {
        let column: Int
        let bar: ReachBar?
        let isChosen: Bool
    }

    /// Keeps what stands behind a value in brackets.
    mutating func note(_ row: DetailRow, _ said: NotedValue) {
        noted += said.bars.map { SaidState(row: row, bar: $0, isChosen: false) }
    }

    /// Gives each value what is said of whether it can be used; what forbids most counts.
    mutating func settleStates(_ places: Set<ReachKind>) {
        var said = noted
        for state in states {
            switch held[state.column] {
            case .row(let row)?:
                said.append(SaidState(row: row, bar: state.bar, isChosen: state.isChosen))
            case .kind(let kind)?:
                // Another column may have said where it belongs.
                let at = places.contains(kind) ? kind : place ?? kind
                let row = draft.rows(.address).first { $0.cells[6] == at.rawValue }
                if places.contains(at), let row {
                    said.append(SaidState(row: row, bar: state.bar, isChosen: state.isChosen))
                }
            case nil:
                // A wish holds without a number; a state is one of something.
                if case .wish(let field)? = state.bar { draft.values[field] = "yes" }
            }
        }
        for one in said {
            if case .wish(let field)? = one.bar {
                draft.values[field] = "yes"
                continue
            }
            if one.isChosen { draft.freely.insert(DraftPerson.freely(one.row)) }
            switch one.bar {
            case .state(let state)?:
                let detail = one.row.detail
                draft.details[detail] = draft.rows(detail).map { row in
                    row.key == one.row.key && state.weight > row.state.weight
                        ? row.state(state) : row
                }
            case .wish?, nil: break
            }
        }
    }
}
