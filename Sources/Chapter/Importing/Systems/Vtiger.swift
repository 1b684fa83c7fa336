extension KnownSystem {
    /// vTiger, export of contacts; an organization stands there as “Accounts::::Harbour Hotel”.
    ///
    /// The labels are those of its English language file for contacts (in `javanile/vtiger-i18n`
    /// and others); how a name of another record is written is from memory.
    static let vtiger = KnownSystem(
        "vTiger",
        marks: [
            ["Assistant Phone", "Notify Owner"], ["Mailing P.O. Box", "Other P.O. Box"],
            ["Mailing Po Box", "Other Po Box"],
        ],
        columns: [
            (.externalID("vTiger"), "Contact Id|Contact Number"),
            (.field(.formOfAddress), "Salutation|Salutation Type"),
            (.organization, "Organization Name|Account Name"), (.positionThere, "Title"),
            (.email(.work), "Primary Email|Email"), (.email(.other), "Secondary Email"),
            (.phone(.work), "Office Phone|Phone"), (.phone(.mobile), "Mobile|Mobile Phone"),
            (.phone(.home), "Home Phone"), (.phone(.other), "Other Phone|Secondary Phone"),
            (.field(.birthDate), "Date of Birth|Birthdate"),
            (.field(.doNotEmail), "Email Opt Out"), (.note, "Description"),
            (
                nil,
                """
                Department|Fax|Assistant|Assistant Phone|Reports To\
                |Notify Owner|Reference|Lead Source|Assigned To|Created Time\
                |Modified Time|Support Start Date|Support End Date|Portal User|Mailing P.O. Box\
                |Mailing Po Box|Other P.O. Box|Other Po Box|Source|Contact Image\
                |Last Modified By|Is Converted From Lead
                """
            ),
        ]
            + addressColumns(
                .home,
                [
                    "Mailing Street", "", "Mailing City", "Mailing State",
                    "Mailing Zip|Mailing Postal Code", "Mailing Country",
                ])
            + addressColumns(
                .other,
                [
                    "Other Street", "", "Other City", "Other State",
                    "Other Zip|Other Postal Code", "Other Country",
                ]))
}
