extension KnownSystem {
    /// Tendenci, export of memberships: the fields of the user and of the membership.
    static let tendenci = KnownSystem(
        "Tendenci",
        marks: [
            ["member_number", "join_dt", "expire_dt"],
            ["membership_type", "join_dt", "status_detail"],
            ["username", "position_title", "direct_mail"],
        ],
        columns: [
            (.externalID("Tendenci"), "member_number|user_id"), (.fallbackName, "display_name"),
            (.email(.home), "email"), (.email(.other), "email2"),
            (.phone(.home), "phone|home_phone"), (.phone(.other), "phone2"),
            (.phone(.work), "work_phone"), (.phone(.mobile), "mobile_phone"),
            (.field(.employer), "company"), (.field(.job), "position_title"),
            (.field(.birthDate), "dob"), (.field(.joinedOn), "join_dt"),
            (.field(.expiresOn), "expire_dt"), (.field(.status), "status_detail"),
            (.field(.mailingPreference), "direct_mail"),
            (
                nil,
                """
                username|salutation|initials|membership_type|corporate_membership_id|renewal\
                |renew_dt|status|payment_method|position_assignment|county|address_type|region\
                |is_billing_address|url|ssn|spouse|department|education|notes|admin_notes\
                |allow_member_view|time_zone|certifications|work_experience|referral_source\
                |application_approved|create_dt|update_dt|owner_username|creator_username|groups
                """
            ),
        ]
            // The columns of a second address are for the coordinator to place: “address_2” reads
            // like “address2”, the second line of the first.
            + addressColumns(
                .home, ["address", "address2", "city", "state", "zipcode", "country"]),
        values: [
            .field(.status): [
                "active": "member", "expired": "former", "archive": "former",
                "archived": "former", "inactive": "former", "pending": "supporter",
                "disapproved": "contact",
            ],
            .field(.mailingPreference): [
                "no": "no paper post", "false": "no paper post",
                "0": "no paper post", "yes": "", "true": "", "1": "",
            ],
        ], newcomers: nil)
}
