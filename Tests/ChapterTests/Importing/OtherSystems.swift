import TestSupport
import Testing

@testable import Chapter

/// The files are made by hand from the columns that the systems document; the people are invented.
@Suite struct `Exports of other systems` {
    @Test func `CiviCRM`() async throws {
        let text = """
            "Contact ID","Contact Type","Contact Subtype","Do Not Email","Do Not Phone","Do Not Mail",\
            "Do Not Sms","Do Not Trade","No Bulk Emails (User Opt Out)","External Identifier",\
            "Sort Name","Display Name","Organization Name","First Name","Middle Name","Last Name",\
            "Job Title","Gender","Birth Date","Deceased","Current Employer","Location Type",\
            "Street Address","Supplemental Address 1","City","Postal Code Suffix","Postal Code",\
            "State","Country","Phone Type","Phone","Email","Group(s)","Tag(s)","Individual Prefix",\
            "Individual Suffix","Nickname"
            "11","Individual","","No","Yes","No","No","No","Yes","M-4","Silva, Ana","Dr. Ana Silva",\
            "","Ana","Maria","Silva","Shipwright","Female","1990-05-01","No","Harbour Hotel","Home",\
            "1 Pier","Flat 2","Harbour","1234","04101","Maine","United States","Mobile",\
            "+1 207 555 0101","ana@example.org","Newsletter,Stewards","choir","Dr.","III","Nita"
            "12","Organization","","No","No","Yes","No","No","No","","Harbour Hotel","Harbour Hotel",\
            "Harbour Hotel","","","","","","","No","","Work","2 Quay","","Harbour","","04102","Maine",\
            "","Phone","207 555 0102","desk@example.org","","","","",""

            """
        let found = try await exported(text, of: "CiviCRM")
        #expect(
            found == [
                """
                birth_date=1990-05-01
                do_not_call=yes
                do_not_email=yes
                do_not_text=no
                family_name=Silva
                form_of_address=Dr.
                given_name=Ana
                legal_name=Ana Maria Silva
                name=Ana Silva
                name_suffix=III
                nickname=Nita
                status=contact
                email=ana@example.org|home|primary
                phone=+1 207 555 0101|mobile|primary
                address=1 Pier|Flat 2|Harbour|Maine|04101-1234|United States|home|primary
                external id=CiviCRM|11
                external id=external|M-4
                tag=Newsletter
                tag=Stewards
                tag=choir
                works at=Harbour Hotel
                position=Shipwright @ Harbour Hotel
                """,
                """
                do_not_call=no
                do_not_email=no
                do_not_text=no
                kind=organization
                mailing_preference=no paper post
                name=Harbour Hotel
                status=contact
                email=desk@example.org|work|primary
                phone=207 555 0102|work|primary
                address=2 Quay||Harbour|Maine|04102||work|primary
                external id=CiviCRM|12
                """,
            ])
    }

    @Test func `Action Network`() async throws {
        let text = """
            email,first_name,last_name,can2_user_address,can2_user_city,can2_state_abbreviated,\
            zip_code,country,can2_phone,can2_subscription_status,can2_sms_status,can2_user_tags,\
            can2_subscription_date,can2_county,source_codes,uuid
            bo@example.org,Bo,Ray,3 Lane,Riverside,ME,04103,US,207-555-0103,unsubscribed,subscribed,\
            "Petition 4, Housing",2024-01-02,York,web,a1b2
            cy@example.org,Cy,Poe,,,,,,,bouncing,,,,,,c3d4

            """
        let found = try await exported(text, of: "Action Network")
        #expect(
            found == [
                """
                do_not_email=yes
                do_not_text=no
                family_name=Ray
                given_name=Bo
                name=Bo Ray
                status=supporter
                email=bo@example.org|home|primary
                phone=207-555-0103|other|primary
                address=3 Lane||Riverside|ME|04103|US|home|primary
                external id=Action Network|a1b2
                tag=Housing
                tag=Petition 4
                """,
                """
                family_name=Poe
                given_name=Cy
                name=Cy Poe
                status=supporter
                email=cy@example.org|home|bounced|primary
                external id=Action Network|c3d4
                """,
            ])
    }

    @Test func `NationBuilder`() async throws {
        let text = """
            nationbuilder_id,van_id,prefix,first_name,middle_name,last_name,suffix,email1,email2,\
            email_opt_in,do_not_call,do_not_contact,phone_number,work_phone_number,mobile_number,\
            mobile_opt_in,federal_donotcall,fax_number,primary_address1,primary_city,primary_state,primary_zip,\
            primary_country_code,mailing_address1,mailing_city,tag_list,employer,occupation,born_at,\
            external_id,support_level
            7,V77,Ms,Dana,,Okoro,,dana@example.org,d2@example.org,false,true,false,555 0104,555 0105,\
            555 0106,true,false,555 0199,4 Way,Harbour,ME,04104,US,PO Box 9,Harbour,"steward, choir",Dock Co,Crane \
            driver,1981-02-03,V-7,1
            8,,,Eli,,Fox,,eli@example.org,,true,false,true,,,,false,,,,,,,,,,,,,,,

            """
        let found = try await exported(text, of: "NationBuilder")
        #expect(
            found == [
                """
                birth_date=1981-02-03
                do_not_call=yes
                do_not_email=yes
                do_not_text=no
                family_name=Okoro
                form_of_address=Ms
                given_name=Dana
                job=Crane driver
                name=Dana Okoro
                status=supporter
                email=dana@example.org|home|primary
                email=d2@example.org|other|
                phone=555 0104|home|primary
                phone=555 0105|work|
                phone=555 0106|mobile|
                address=4 Way||Harbour|ME|04104|US|home|primary
                address=PO Box 9||Harbour||||other|
                messenger=fax|555 0199|primary
                external id=NationBuilder|7
                external id=VAN_ID|V77
                external id=external|V-7
                tag=choir
                tag=steward
                works at=Dock Co
                """,
                """
                do_not_call=yes
                do_not_email=yes
                do_not_text=yes
                family_name=Fox
                given_name=Eli
                name=Eli Fox
                status=supporter
                email=eli@example.org|home|primary
                external id=NationBuilder|8
                """,
            ])
    }

    @Test func `Zetkin`() async throws {
        let text = """
            id,ext_id,first_name,last_name,email,phone,alt_phone,co_address,street_address,zip_code,\
            city,country,gender
            21,F-9,Farah,Nasser,farah@example.org,070 555 01 07,08 555 01 08,c/o Holm,Storgatan \
            5,111 22,Stockholm,Sweden,f

            """
        let found = try await exported(text, of: "Zetkin")
        #expect(
            found == [
                """
                family_name=Nasser
                given_name=Farah
                name=Farah Nasser
                status=contact
                email=farah@example.org|home|primary
                phone=070 555 01 07|mobile|primary
                phone=08 555 01 08|other|
                address=Storgatan 5|c/o Holm|Stockholm||111 22|Sweden|home|primary
                external id=Zetkin|21
                external id=external|F-9
                """
            ])
    }

    @Test(arguments: [
        """
        id,salutation,first_name,last_name,title,department,account_name,email1,email2,\
        phone_mobile,phone_work,phone_home,phone_fax,do_not_call,email_opt_out,birthdate,\
        primary_address_street,primary_address_city,primary_address_state,\
        primary_address_postalcode,primary_address_country,alt_address_street,alt_address_city,\
        description

        """,
        """
        ID,Salutation,First Name,Last Name,Job Title,Department,Account Name,Email Address,\
        Non Primary E-mails,Mobile,Office Phone,Home,Fax,Do Not Call,Email Opt Out,Birthdate,\
        Primary Address Street,Primary Address City,Primary Address State,\
        Primary Address Postal Code,Primary Address Country,Alternate Address Street,\
        Alternate Address City,Description

        """,
    ])
    func `SugarCRM and SuiteCRM`(headings: String) async throws {
        // SuiteCRM writes all further addresses into one column.
        let isSuite = headings.contains("Non Primary E-mails")
        let more = isSuite ? ";g3@example.org" : ""
        let row = """
            9f-1,Mr.,Goran,Ilić,Foreman,Hull,Dock Co,goran@example.org,g2@example.org\(more),555 0109,\
            555 0110,555 0111,555 0112,1,0,1975-06-07,"6 Road
            Hut 3",Harbour,ME,04106,USA,7 Path,Upland,notes

            """
        #expect(
            try await exported(headings + row, of: "SugarCRM or SuiteCRM") == [
                """
                birth_date=1975-06-07
                do_not_call=yes
                do_not_email=no
                family_name=Ilić
                form_of_address=Mr.
                given_name=Goran
                name=Goran Ilić
                status=contact
                email=goran@example.org|work|primary
                email=g2@example.org|other|\(isSuite ? "\nemail=g3@example.org|other|" : "")
                phone=555 0109|mobile|primary
                phone=555 0110|work|
                phone=555 0111|home|
                address=6 Road|Hut 3|Harbour|ME|04106|USA|home|primary
                address=7 Path||Upland||||other|
                external id=SugarCRM|9f-1
                works at=Dock Co
                position=Foreman @ Dock Co
                note=notes
                """
            ])
    }

    @Test func `vTiger`() async throws {
        let text = """
            "First Name","Last Name","Contact Id","Organization Name","Title","Department",\
            "Office Phone","Mobile","Home Phone","Primary Email","Secondary Email","Date of Birth",\
            "Assistant","Assistant Phone","Do Not Call","Email Opt Out","Notify Owner","Assigned To",\
            "Mailing Street","Mailing City","Mailing State","Mailing Zip","Mailing Country",\
            "Other Street","Other City","Description"
            "Hana","Kim","CON12","Accounts::::Harbour Hotel","Cook","Kitchen","555 0113","555 0114",\
            "","hana@example.org","h2@example.org","1988-08-09","","","no","yes","no","admin",\
            "8 Row","Harbour","ME","04108","USA","","",""

            """
        let found = try await exported(text, of: "vTiger")
        #expect(
            found == [
                """
                birth_date=1988-08-09
                do_not_call=no
                do_not_email=yes
                family_name=Kim
                given_name=Hana
                name=Hana Kim
                status=contact
                email=hana@example.org|work|primary
                email=h2@example.org|other|
                phone=555 0113|work|primary
                phone=555 0114|mobile|
                address=8 Row||Harbour|ME|04108|USA|home|primary
                external id=vTiger|CON12
                works at=Harbour Hotel
                position=Cook @ Harbour Hotel
                """
            ])
    }

    @Test func `Salesforce with the Nonprofit Success Pack`() async throws {
        let text = """
            Id,AccountId,Account.Name,Salutation,FirstName,LastName,Title,Birthdate,Email,npe01__HomeEmail__c,\
            npe01__WorkEmail__c,Phone,MobilePhone,npe01__WorkPhone__c,DoNotCall,HasOptedOutOfEmail,\
            npsp__Do_Not_Contact__c,MailingStreet,MailingCity,MailingState,MailingPostalCode,\
            MailingCountry,npsp__Deceased__c
            0035e,0015e,Duarte Household,Mx.,Ines,Duarte,Nurse,1992-10-11,ines@work.example,ines@example.org,\
            ines@work.example,555 0115,555 0115,555 0116,1,0,0,"9 Close
            Door 4",Harbour,ME,04109,USA,0

            """
        let found = try await exported(text, of: "Salesforce (NPSP)")
        #expect(
            found == [
                """
                birth_date=1992-10-11
                do_not_call=yes
                do_not_email=no
                family_name=Duarte
                form_of_address=Mx.
                given_name=Ines
                job=Nurse
                name=Ines Duarte
                status=contact
                email=ines@work.example|work|primary
                email=ines@example.org|home|
                phone=555 0115|mobile|primary
                phone=555 0116|work|
                address=9 Close|Door 4|Harbour|ME|04109|USA|home|primary
                external id=Salesforce|0035e
                """
            ])
    }

    @Test func `Tendenci`() async throws {
        let text = """
            username,first_name,last_name,email,email2,phone,mobile_phone,work_phone,company,\
            position_title,address,address2,city,state,zipcode,country,address_2,address2_2,city_2,\
            zipcode_2,dob,direct_mail,\
            member_number,membership_type,join_dt,expire_dt,status,status_detail
            jo,Jo,Lund,jo@example.org,,555 0117,555 0118,,Dock Co,Welder,10 Yard,Shed \
            1,Harbour,ME,04110,USA,2 Mooring,Berth 9,Upland,04199,1979-12-13,no,1017,Regular,2020-01-02 00:00:00,2027-01-02,True,\
            active
            ka,Kai,Moe,kai@example.org,,,,,,,,,,,,,,,,,,yes,1018,Regular,2015-03-04,2018-03-04,True,\
            expired

            """
        let found = try await exported(text, of: "Tendenci")
        #expect(
            found == [
                """
                birth_date=1979-12-13
                expires_on=2027-01-02
                family_name=Lund
                given_name=Jo
                joined_on=2020-01-02
                mailing_preference=no paper post
                name=Jo Lund
                status=member
                email=jo@example.org|home|primary
                phone=555 0117|home|primary
                phone=555 0118|mobile|
                address=10 Yard|Shed 1|Harbour|ME|04110|USA|home|primary
                address=2 Mooring|Berth 9|Upland||04199||other|
                external id=Tendenci|1017
                works at=Dock Co
                position=Welder @ Dock Co
                """,
                """
                expires_on=2018-03-04
                family_name=Moe
                given_name=Kai
                joined_on=2015-03-04
                name=Kai Moe
                status=former
                email=kai@example.org|home|primary
                external id=Tendenci|1018
                """,
            ])
    }

    @Test func `Highrise`() async throws {
        let text = """
            "Name","First name","Last name","Company","Title","Background","Phone number - Work",\
            "Phone number - Mobile","Phone number - Fax","Email address - Work",\
            "Email address - Home","Address - Work Street","Address - Work City",\
            "Address - Work State","Address - Work Zip","Address - Work Country",\
            "Address - Home Street","Address - Home City","Address - Home Zip","Tags"
            "Lea Brandt","Lea","Brandt","Harbour Gazette","Reporter","Wrote of us","555 0119","555 0120","",\
            "lea@work.example","lea@example.org","11 Press St","Harbour","ME","04111","USA",\
            "12 Home St","Upland","04112","press,friendly"

            """
        let found = try await exported(text, of: "Highrise")
        #expect(
            found == [
                """
                family_name=Brandt
                given_name=Lea
                name=Lea Brandt
                status=contact
                email=lea@work.example|work|primary
                email=lea@example.org|home|
                phone=555 0119|work|primary
                phone=555 0120|mobile|
                address=12 Home St||Upland||04112||home|primary
                address=11 Press St||Harbour|ME|04111|USA|work|
                tag=friendly
                tag=press
                works at=Harbour Gazette
                position=Reporter @ Harbour Gazette
                note=Wrote of us
                """
            ])
    }

    @Test func `a common list is from nowhere in particular`() throws {
        for headings in ["name,email,phone", "first_name,last_name,address,city,zip_code,id"] {
            let text = headings + "\nAna,b,c\n"
            #expect(try ListHead.read(.bytes(Array(text.utf8))).get().looksLike == nil)
        }
    }
}
