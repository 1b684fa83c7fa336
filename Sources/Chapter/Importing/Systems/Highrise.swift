extension KnownSystem {
    /// Highrise, export of contacts: what there can be several of has its kind in the heading.
    ///
    /// “Phone number - Work”, “Email address - Home”, “Address - Work Street”, “Dates” and
    /// “Company” are what public programs read from such exports; the rest is from memory.
    static let highrise = KnownSystem(
        "Highrise", marks: [["Phone number - Work", "Email address - Work"]],
        columns: [
            (.externalID("Highrise"), "Highrise ID|ID"), (.fallbackName, "Name"),
            (.organization, "Company"), (.positionThere, "Title"),
            (.email(.work), "Email address - Work"), (.email(.home), "Email address - Home"),
            (.email(.other), "Email address - Other"), (.phone(.work), "Phone number - Work"),
            (.phone(.mobile), "Phone number - Mobile"), (.phone(.home), "Phone number - Home"),
            (.phone(.other), "Phone number - Other"), (.tags, "Tags"),
            (.note, "Background|Notes"),
            (
                nil,
                """
                LinkedIn URL|Owner|Visible to|Phone number - Fax|Phone number - Pager\
                |Phone number - Skype|Website - Work|Website - Personal|Website - Other\
                |Twitter account - Personal|Twitter account - Business|Twitter account - Other\
                |Created at|Updated at|Dates
                """
            ),
        ]
            + [("Work", ReachKind.work), ("Home", .home), ("Other", .other)].flatMap { name, kind in
                addressColumns(
                    kind,
                    [
                        "Address - \(name) Street", "", "Address - \(name) City",
                        "Address - \(name) State", "Address - \(name) Zip",
                        "Address - \(name) Country",
                    ])
            })
}
