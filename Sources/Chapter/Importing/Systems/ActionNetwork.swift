extension KnownSystem {
    /// Action Network, report of people: its own columns begin with “can2_”.
    ///
    /// The columns are those that public scripts read from such reports: `uuid`, `zip_code`,
    /// `can2_user_address`, `can2_user_city`, `can2_user_state` or `can2_state_abbreviated`,
    /// `can2_county`, `can2_phone` or “Phone Number”, `can2_user_tags` with a comma between tags,
    /// `can2_subscription_status`, `can2_sms_status`, `can2_subscription_date`. The words of the
    /// two statuses other than “subscribed” are from memory.
    static let actionNetwork = KnownSystem(
        "Action Network",
        marks: [
            ["can2_subscription_status"], ["can2_user_tags"], ["can2_user_address"],
            ["can2_user_city"], ["can2_phone"],
        ],
        columns: [
            (.externalID("Action Network"), "uuid|action_network_id|can2_id"),
            (.phone(.other), "can2_phone|phone|Phone Number"),
            (.phone(.mobile), "can2_mobile|mobile_number"),
            (.emailState, "can2_subscription_status|email_subscription_status"),
            (.field(.doNotText), "can2_sms_status|can2_sms_subscription_status"),
            (.tags, "can2_user_tags"), (.field(.language), "language|can2_language"),
            (
                nil,
                """
                source_codes|source|can2_county|County|can2_user_counties|created_at\
                |can2_subscription_date|can2_lifetime_value|can2_user_date_created|can2_user_last_updated|action_date|referrer|website
                """
            ),
        ]
            + addressColumns(
                .home,
                [
                    "can2_user_address|address|street", "", "can2_user_city|city",
                    "can2_state_abbreviated|can2_user_state|can2_state|state|region",
                    "zip_code|zip|postal_code", "country",
                ]),
        values: [
            .emailState: [
                "subscribed": "", "unsubscribed": "do not email", "spam complaint": "do not email",
                "bouncing": "bounced", "previous bounce": "bounced",
                "previous spam complaint": "do not email",
            ],
            .field(.doNotText): ["subscribed": "no", "unsubscribed": "yes", "bouncing": ""],
        ], newcomers: "supporter")
}
