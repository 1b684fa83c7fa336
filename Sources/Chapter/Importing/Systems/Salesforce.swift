extension KnownSystem {
    /// Salesforce with the Nonprofit Success Pack, export of contacts: columns by their fields.
    ///
    /// The names are those of public queries and of the package's own workflows on the contact
    /// (`npe01__HomeEmail__c`, `npe01__WorkPhone__c`, `npsp__Primary_Affiliation__c`). Who belongs
    /// to no organization has an account called “… Household”, which is no employer.
    static let salesforce = KnownSystem(
        "Salesforce (NPSP)",
        marks: [
            ["npe01__HomeEmail__c"], ["npe01__PreferredPhone__c"], ["npsp__Do_Not_Contact__c"],
            ["npsp__Deceased__c"], ["npe01__Preferred_Email__c"],
        ],
        columns: [
            (.externalID("Salesforce"), "Id|Contact ID"), (.fallbackName, "Name|Full Name"),
            (.field(.formOfAddress), "Salutation"), (.field(.nameSuffix), "Suffix"),
            (.email(.other), "Email|npe01__AlternateEmail__c"),
            (.email(.home), "npe01__HomeEmail__c"), (.email(.work), "npe01__WorkEmail__c"),
            (.phone(.other), "Phone|OtherPhone"), (.phone(.mobile), "MobilePhone"),
            (.phone(.home), "HomePhone"), (.phone(.work), "npe01__WorkPhone__c"),
            (.field(.doNotEmail), "HasOptedOutOfEmail"), (.deceased, "npsp__Deceased__c"),
            (.doNotContact, "npsp__Do_Not_Contact__c"),
            (
                .organization,
                "npsp__Primary_Affiliation__r.Name|Primary Affiliation|Account Name|Account.Name"
            ),
            (.positionThere, "Title"), (.field(.birthDate), "Birthdate"),
            (.note, "Description|Contact Description"),
            (
                nil,
                """
                AccountId|Department|Fax|AssistantName\
                |AssistantPhone|ReportsToId|LeadSource|OwnerId|CreatedDate\
                |CreatedById|LastModifiedDate|LastModifiedById|SystemModstamp|IsDeleted\
                |LastActivityDate|npe01__PreferredPhone__c|npe01__Preferred_Email__c\
                |npe01__Primary_Address_Type__c|npe01__Secondary_Address_Type__c\
                |npsp__Primary_Affiliation__c|npo02__TotalOppAmount__c\
                |npo02__LastCloseDate__c|npo02__Household__c|HasOptedOutOfFax
                """
            ),
        ]
            + addressColumns(
                .home,
                [
                    "MailingStreet", "", "MailingCity", "MailingState|MailingStateCode",
                    "MailingPostalCode", "MailingCountry|MailingCountryCode",
                ])
            + addressColumns(
                .other,
                [
                    "OtherStreet", "", "OtherCity", "OtherState|OtherStateCode",
                    "OtherPostalCode", "OtherCountry|OtherCountryCode",
                ]))
}
