extension KnownSystem {
    /// SugarCRM and SuiteCRM, export of contacts: columns by their fields or by their labels.
    ///
    /// From `salesagility/SuiteCRM`: the English labels of the module of contacts, and its way to
    /// export, which writes labels where there are any and further e-mail addresses with
    /// semicolons between them.
    static let sugarCRM = KnownSystem(
        "SugarCRM or SuiteCRM",
        marks: [
            ["primary_address_street", "alt_address_street"],
            ["Primary Address Street", "Alternate Address Street"],
            ["Primary Address Street", "Other Address Street"],
        ],
        columns: [
            (.externalID("SugarCRM"), "id"), (.fallbackName, "name|full_name"),
            (.field(.formOfAddress), "salutation"),
            (.organization, "account_name|Account Name"), (.positionThere, "title|Job Title"),
            (.email(.work), "email1|email|email_address|Email Address"),
            (.email(.other), "email2|Alternate Email|Other Email"),
            (.emails, "Non Primary E-mails|email_addresses_non_primary"),
            (.phone(.mobile), "phone_mobile|Mobile"),
            (.phone(.work), "phone_work|Office Phone|Work"),
            (.phone(.home), "phone_home|Home"), (.phone(.other), "phone_other|Other Phone"),
            (.field(.doNotEmail), "email_opt_out|Email Opt Out|Opted Out|opt_out"),
            (.field(.doNotCall), "do_not_call|Do Not Call"),
            (.emailState, "invalid_email|Invalid Email"),
            (.note, "description"),
            (
                nil,
                """
                department|phone_fax|Fax|lead_source|assistant\
                |assistant_phone|Assistant Phone|assigned_user_name|Assigned To|assigned_user_id\
                |Assigned User|Account ID|Reports to ID|Campaign ID|Lead Source|Sync to Outlook\
                |Portal Name|Portal Application|Primary Address Street 3\
                |Alternate Address Street 3|date_entered|Date Created|date_modified|Date Modified|modified_user_id|Modified By\
                |created_by|Created By|deleted|report_to_name|Reports To|campaign_id\
                |portal_name|portal_active
                """
            ),
        ]
            + addressColumns(
                .home,
                [
                    "primary_address_street", "primary_address_street_2", "primary_address_city",
                    "primary_address_state",
                    "primary_address_postalcode|Primary Address Postal Code",
                    "primary_address_country",
                ])
            + addressColumns(
                .other,
                [
                    "alt_address_street|Alternate Address Street|Other Address Street",
                    "alt_address_street_2|Alternate Address Street 2",
                    "alt_address_city|Alternate Address City|Other Address City",
                    "alt_address_state|Alternate Address State|Other Address State",
                    """
                    alt_address_postalcode|Alternate Address Postal Code\
                    |Other Address Postal Code|Alternate Address Postalcode
                    """,
                    "alt_address_country|Alternate Address Country|Other Address Country",
                ]), values: [.emailState: isBad])
}
