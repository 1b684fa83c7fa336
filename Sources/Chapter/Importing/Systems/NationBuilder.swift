extension KnownSystem {
    /// NationBuilder, export of people.
    ///
    /// The columns are those of a whole export as a public script loads it column by column
    /// (`nationbuilder_id` to `membership_names`), and of NationBuilder's own list of fields that
    /// an import takes (support.nationbuilder.com, “Fields available for import”).
    static let nationBuilder = KnownSystem(
        "NationBuilder", marks: [["nationbuilder_id"]],
        columns: [
            (.externalID("NationBuilder"), "nationbuilder_id"),
            (.externalID("external"), "external_id"), (.fallbackName, "full_name|name"),
            (.field(.formOfAddress), "prefix"), (.field(.nameSuffix), "suffix"),
            (.email(.home), "email|email1"), (.email(.other), "email2|email3|email4"),
            (.field(.doNotEmail), "email_opt_in"), (.field(.doNotText), "mobile_opt_in"),
            (.field(.doNotCall), "do_not_call|federal_donotcall|federal_do_not_call"),
            (.messenger(.fax), "fax_number"), (.messenger(.webAddress), "website"),
            (.externalID("VAN_ID"), "van_id"), (.externalID("CiviCRM"), "civicrm_id"),
            (.externalID("Salesforce"), "salesforce_id"), (.organization, "employer"),
            (.field(.expiresOn), "membership_expires_at"),
            (.emailState, "email1_is_bad|email2_is_bad|email3_is_bad|email4_is_bad"),
            (.phoneState, "is_mobile_bad"), (.deceased, "is_deceased"),
            (.doNotContact, "do_not_contact"), (.phone(.home), "phone_number|phone"),
            (.phone(.work), "work_phone_number"), (.phone(.mobile), "mobile_number"),
            (.field(.birthDate), "born_at|birthdate"), (.field(.job), "occupation"),
            (.tags, "tag_list"), (.note, "note"),
            (.field(.kind), "person_type|signup_type"),
            (
                nil,
                """
                legal_name|sex|party|support_level|priority_level\
                |availability|experience|demo|ethnicity|religion|church|marital_status\
                |meetup_id|updated_at|recruiter_id|parent_id|is_volunteer|is_donor|is_supporter|is_prospect|is_fundraiser\
                |recruiter_name_or_email|point_person_name_or_email|twitter_login|facebook_username\
                |created_at|unsubscribed_at\
                |primary_address3|primary_county|primary_submitted_address|primary_state_name\
                |membership_names|membership_statuses
                """
            ),
        ]
            + addressColumns(
                .home,
                [
                    "primary_address1|address_address1", "primary_address2|address_address2",
                    "primary_city|address_city", "primary_state|address_state",
                    "primary_zip|address_zip",
                    """
                    primary_country_code|primary_country|address_country_code|address_country
                    """,
                ])
            + addressColumns(
                .other,
                [
                    "mailing_address1", "mailing_address2", "mailing_city", "mailing_state",
                    "mailing_zip", "mailing_country_code",
                ])
            + addressColumns(
                .work,
                [
                    "work_address1", "work_address2", "work_city", "work_state", "work_zip",
                    "work_country_code",
                ]),
        values: [
            .emailState: isBad, .phoneState: isWrong, .field(.doNotEmail): optingIn,
            .field(.doNotText): optingIn,
            .field(.kind): ["person": "person", "organization": "organization", "0": "person"],
        ], newcomers: "supporter")
}
