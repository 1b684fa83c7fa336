extension EnteredBuiltIns {
    /// Why the chapter's rules do not let somebody new in; nil where they do.
    ///
    /// What is needed is asked of a list that has a column for it: where nobody could have filled
    /// it in, the page of each contact says what is still missing.
    func fault(new draft: DraftPerson) throws -> String? {
        try reason {
            let person = StoredPerson(
                id: MemberID(0), version: 0, values: draft.values, details: draft.details)
            try check(new: person, needing: draft.builtIns)
        }
    }

    /// Why they do not let a known contact be changed so; nil where they do.
    func fault(_ after: StoredPerson, over before: StoredPerson) throws -> String? {
        try reason { try check(after, over: before) }
    }

    private func reason(_ check: () throws -> Void) throws -> String? {
        do { try check() } catch let refusal as Refusal { return refusal.sentence }
        return nil
    }
}

extension ColumnTarget {
    /// What a column fills in of the fields that can have a rule.
    var builtIns: [BuiltInField] {
        switch self {
        case .field(let field): [.person(field)]
        case .email, .emails: [.email, .emailOrPhone]
        case .phone, .bestPhone, .phones: [.phone, .emailOrPhone]
        case .address(let part, _): part == 4 ? [.address, .postcode] : [.address]
        case .addresses: [.address, .postcode]
        default: []
        }
    }
}
