extension ColumnTarget {
    /// What a heading means, in the spellings of national lists, spreadsheets and some languages;
    /// nil where nobody can tell.
    static func guess(_ header: String) -> ColumnTarget? {
        let key = foldedWords(header).joined()
        return headings[key]
    }
}

/// Folded headings without spaces and what they mean.
private let headings: [String: ColumnTarget] = {
    var result: [String: ColumnTarget] = [:]
    for (target, spellings) in table {
        for spelling in spellings.split(separator: " ") { result[String(spelling)] = target }
    }
    // A heading “kind” may mean anything; its values say what.
    for field in PersonField.allCases where field != .kind {
        result[foldedWords(field.words).joined()] = .field(field)
        result[foldedWords(field.rawValue).joined()] = .field(field)
    }
    return result
}()

private let table: [(ColumnTarget, String)] = [
    (
        .externalID("AK_ID"), "akid actionkitid actionkit akuserid"
    ),
    (.externalID("DSA_ID"), "dsaid"),
    (.externalID("VAN_ID"), "vanid votervanid myvanid"),
    (
        .externalID("national"),
        "nationalid nationalnumber mitgliedsnummer membershipnumber memberid membernumbernational "
            + "numerodadherent numerodesocio numerodeafiliacion numerodeafiliado"
    ),
    (.externalID("external"), "id externalid externalidentifier contactid"),
    (.externalIDs, "externalids"),
    (
        .field(.name),
        "name fullname preferredname displayname vollername nomcomplet nombrecompleto "
            + "nombreyapellidos apellidosynombre nomecompleto naam imieinazwisko"
    ),
    (
        .field(.givenName),
        "firstname first givenname forename vorname prenom nombre voornaam fornavn imie"
    ),
    (.middleName, "middlename middle middleinitial zweitername deuxiemeprenom segundonombre"),
    (
        .field(.familyName),
        "lastname last surname familyname nachname nom nomdefamille apellido apellidos achternaam "
            + "efternavn etternavn nazwisko cognome sobrenome"
    ),
    (
        .field(.formOfAddress),
        "prefix nameprefix individualprefix salutation honorific anrede civilite tratamiento"
    ),
    (.field(.nameSuffix), "suffix namesuffix individualsuffix"),
    (
        .field(.nickname),
        "nickname nick alsocalled alsoknownas knownas spitzname surnom apodo bijnaam"
    ),
    (.field(.legalName), "officialname papername"),
    (.field(.pronouns), "pronoun pronomen pronoms pronombres preferredpronouns"),
    (.field(.language), "preferredlanguage sprache langue idioma taal lang"),
    (.field(.household), "familymembers householdmembers household"),
    (.field(.status), "rhizomestatus situacion estadodeafiliacion mitgliedsstatus"),
    (.field(.kind), "kindofcontact contacttype"),
    (
        .field(.birthDate),
        "birthday birthdate dob born bornon geburtsdatum geburtstag geboren datedenaissance "
            + "fechadenacimiento geboortedatum fechanacimiento fnacimiento nacimiento"
    ),
    (
        .email(.home),
        "email emailaddress mail mailadresse emailadresse courriel correo correoelectronico adressemail "
            + "primaryemail personalemail homeemail emailhome"
    ),
    (.email(.work), "workemail emailwork businessemail"),
    (.email(.other), "otheremail secondaryemail email2 alternateemail"),
    (.emails, "otheremails emails"),
    (.bestPhone, "bestphone primaryphone preferredphone"),
    (
        .phone(.mobile),
        "mobilephone mobile cell cellphone phonemobile handy mobilnummer portable movil celular "
            + "gsm mobiel telefonomovil telmovil tfnomovil tfmovil tlfmovil"
    ),
    (
        .phone(.home),
        "phone homephone phonehome telephone tel phonenumber telefon telefonnummer telefono "
            + "telefoon landline festnetz tfno tlf tlfno telefonofijo fijo"
    ),
    (.phone(.work), "workphone phonework businessphone officephone"),
    (.phone(.other), "otherphone phone2 secondaryphone"),
    (.phones, "otherphones phones"),
    (.emailState, "emailstate mailstate"),
    (.phoneState, "phonestate telephonestate"),
    (.addressState, "addressstate"),
    (.addresses, "otheraddresses"),
    (.deceased, "deceased isdeceased verstorben decede decedee fallecido fallecida overleden"),
    (.memberNumber, "membernumber"),
    (.doNotContact, "donotcontact nocontact"),
    (.field(.doNotCall), "dnc optoutphone nocalls donotphone"),
    (
        .field(.doNotText),
        "p2ptextoptout textoptout smsoptout optouttext notexts optoutsms"
    ),
    (.field(.doNotEmail), "emailoptout optoutemail unsubscribed noemail"),
    (
        .field(.joinedOn),
        "joindate joined membersince joineddate datejoined startdate eintrittsdatum beitritt "
            + "dateadhesion fechadealta fechaalta falta fechadeafiliacion fechaafiliacion "
            + "fechadeingreso membershipstart"
    ),
    (.field(.endedOn), "enddate austrittsdatum membershipend leftdate fechadebaja fechabaja fbaja"),
    (
        .field(.expiresOn),
        "xdate expirydate expirationdate expires membershipexpires expiry"
    ),
    (.field(.membershipType), "memtype"),
    (.field(.monthlyDues), "monthlyduesstatus monthlystatus"),
    (.field(.yearlyDues), "yearlyduesstatus annualduesstatus annualrecurringduesstatus"),
    (.field(.standing), "membershipstatus memstatus"),
    (.field(.unionMember), "unionmember isunionmember inunion"),
    (.field(.unionName), "union unionname gewerkschaft syndicat sindicato"),
    (.field(.unionLocal), "unionlocal local localunion"),
    (.field(.student), "studentyesno isstudent student"),
    (.field(.school), "studentschoolname schoolname university campus"),
    (.field(.accommodations), "accommodation accessneeds accessibility accessibilityneeds"),
    (.field(.mailingPreference), "mailingpref mailpreference"),
    (.field(.employer), "company arbeitgeber employeur empleador empresa"),
    (.field(.workplace), "worksite jobsite betrieb arbeitsplatz centrodetrabajo lugardetrabajo"),
    (
        .field(.job),
        "jobtitle occupation title beruf profession metier ocupacion puesto profesion oficio"
    ),
    (.field(.shift), "schicht turno"),
    (
        .address(0, .home),
        "address1 addressline1 address street streetaddress mailingaddress1 adresse strasse rue "
            + "direccion calle domicilio adres mailingaddress"
    ),
    (.address(1, .home), "address2 addressline2 apt apartment unit mailingaddress2 adresszusatz"),
    (
        .address(2, .home),
        "city town mailingcity ort stadt ville ciudad plaats wohnort municipality poblacion "
            + "localidad municipio"
    ),
    (.address(3, .home), "state province region county mailingstate bundesland estado provincia"),
    (
        .address(4, .home),
        "zip zipcode postcode postalcode mailingzip plz postleitzahl codepostal codigopostal "
            + "codpostal cp zip5"
    ),
    (.postcodeEnd, "zip4 plus4"),
    (.address(5, .home), "country mailingcountry land pays pais"),
    (.field(.listedChapter), "dsachapter chapter chaptername ortsgruppe section"),
    (.field(.district), "congressionaldistrict electoraldistrict constituency wahlkreis"),
    (.field(.branch), "localbranch branchname rama ramalocal agrupacion agrupacionlocal"),
    (.messengers, "messengers"),
    (.organization, "worksat organizationwheretheywork"),
    (.positionThere, "positionthere positionatthatorganization"),
    (.organizations, "organizations organisations organizationswheretheywork"),
    (.positions, "positions"),
    (.memberships, "memberships"),
    (
        .note,
        "note notes comment comments remark remarks background notiz notizen bemerkung bemerkungen "
            + "anmerkung anmerkungen kommentar kommentare remarque remarques commentaire "
            + "commentaires nota notas observacion observaciones comentario comentarios "
            + "observacoes notatka notatki uwagi opmerking opmerkingen noteonthetimeline"
    ),
    (.tags, "tags tag labels etiketten etiquettes etiquetas"),
    (.interests, "interests interest interessen interets intereses"),
    (.skills, "skills skill faehigkeiten kompetenzen competences habilidades"),
]
