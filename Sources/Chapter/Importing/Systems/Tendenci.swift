extension KnownSystem {
    /// Tendenci, export of memberships: the fields of the user and of the membership.
    ///
    /// From `tendenci/tendenci`, `apps/memberships/utils.py`, which writes the field names of the
    /// user, the profile with its second address (`address_2`, `city_2` …), and the membership.
    static let tendenci = KnownSystem(
        "Tendenci",
        marks: [
            ["member_number", "join_dt", "expire_dt"],
            ["membership_type", "join_dt", "status_detail"],
            ["username", "position_title", "direct_mail"],
        ],
        columns: [
            (.externalID("Tendenci"), "member_number|user_id"), (.fallbackName, "display_name"),
            (.field(.formOfAddress), "salutation"),
            (.email(.home), "email"), (.email(.other), "email2"),
            (.phone(.home), "phone|home_phone"), (.phone(.other), "phone2"),
            (.phone(.work), "work_phone"), (.phone(.mobile), "mobile_phone"),
            (.organization, "company"), (.positionThere, "position_title"),
            (.field(.birthDate), "dob"), (.field(.joinedOn), "join_dt"),
            (.field(.expiresOn), "expire_dt"), (.field(.status), "status_detail"),
            (.field(.mailingPreference), "direct_mail"), (.note, "notes|admin_notes"),
            (
                nil,
                """
                is_active|is_staff|is_superuser|app|corp_profile_id|profile_status\
                |profile_status_detail|county_2|region_2|is_billing_address_2|username|initials|membership_type|corporate_membership_id|renewal\
                |renew_dt|status|payment_method|position_assignment|county|address_type|region\
                |is_billing_address|url|ssn|spouse|department|education|allow_member_view|time_zone|certifications|work_experience|referral_source\
                |application_approved|create_dt|update_dt|owner_username|creator_username|groups
                """
            ),
        ]
            + addressColumns(
                .home, ["address", "address2", "city", "state", "zipcode", "country"]),
        exact: addressColumns(
            .other, ["address_2", "address2_2", "city_2", "state_2", "zipcode_2", "country_2"]),
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
