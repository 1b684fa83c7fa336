extension KnownSystem {
    /// CiviCRM, “Export contacts”, primary fields: columns by their labels.
    ///
    /// The labels are the titles of the fields in CiviCRM's schema (`civicrm/civicrm-core`: the
    /// contact, address, e-mail and phone entities, and the test of the fields for finding
    /// duplicates); those of location and phone type and of groups and tags are from memory.
    static let civiCRM = KnownSystem(
        "CiviCRM",
        marks: [
            ["Contact ID", "Contact Type", "Display Name"],
            ["Internal Contact ID", "Contact Type"],
            ["Contact Type", "Do Not Trade", "Sort Name"],
        ],
        columns: [
            (.externalID("CiviCRM"), "Contact ID|Internal Contact ID"),
            (.externalID("external"), "External Identifier"),
            (.field(.kind), "Contact Type"),
            (.fallbackName, "Display Name|Organization Name|Household Name"),
            (.field(.formOfAddress), "Individual Prefix"),
            (.field(.nameSuffix), "Individual Suffix"),
            (.field(.nickname), "Nickname|Nick Name"),
            (.field(.doNotCall), "Do Not Phone"), (.field(.doNotText), "Do Not Sms"),
            (
                .field(.doNotEmail),
                "Do Not Email|No Bulk Emails (User Opt Out)|No Bulk Emails|Is Opt Out"
            ),
            (.emailState, "On Hold|Email On Hold|Email-On Hold"),
            (.deceased, "Deceased|Is Deceased|Deceased / Closed"),
            (.field(.mailingPreference), "Do Not Mail"),
            (.organization, "Current Employer"), (.positionThere, "Job Title"),
            (.place, "Location Type"), (.email(.other), "Email"), (.phone(.other), "Phone"),
            (.phone(.other), "Phone Number"), (.phoneKind, "Phone Type"),
            (.postcodeEnd, "Postal Code Suffix"), (.tags, "Tag(s)|Tags|Group(s)|Groups"),
            (.note, "Note|Note(s)"),
            (
                nil,
                """
                Contact Subtype|Do Not Trade|Legal Identifier|Sort Name|Legal Name\
                |Image Url|Preferred Communication Method|Preferred Mail Format|Contact Hash\
                |Contact Source|Source of Contact Data|Formal Title|Communication Style\
                |Gender|Gender ID|Deceased Date\
                |Current Employer ID|Contact is in Trash|County|County ID|Addressee|Email Greeting\
                |Postal Greeting|Addressee Custom|Email Greeting Custom|Postal Greeting Custom\
                |State/Province ID|Country ID|Master Address ID|Street Number\
                |Street Number Suffix|Street Name|Street Unit|Supplemental Address 2\
                |Supplemental Address 3|Geo Code 1|Geo Code 2|Master Address Belongs To\
                |Phone Extension|Use For Bulk Mail|Signature Text|Signature Html\
                |IM Provider|IM Screen Name|OpenID|Website|World Region|Sic Code\
                |Unique ID (OpenID)
                """
            ),
        ]
            + addressColumns(
                .other,
                [
                    "Street Address", "Supplemental Address 1", "City", "State|State/Province",
                    "Postal Code",
                    "Country",
                ]),
        values: [
            .field(.kind): [
                "Individual": "person", "Organization": "organization", "Household": "household",
            ],
            .field(.mailingPreference): noPost,
            // 1 is a bounce and 2 a person who opted out; older exports write the words.
            .emailState: isBad.merging([
                "2": "opted out", "On Hold Bounce": "bounced", "On Hold Opt Out": "opted out",
            ]) { $1 },
            .phoneKind: ["Phone": "other", "Fax": "other", "Pager": "other", "Voicemail": "other"],
        ])
}
