/// How a row of a list finds the person that it is about.
public enum MatchKey: String, CaseIterable, Sendable, Codable {
    /// By the first of these that tells: id in another system, e-mail address, phone number and
    /// name, name and date of birth; by the name where the row has nothing else.
    case automatic
    /// By the e-mail address alone.
    case email = "e-mail"
    /// By an id in another system alone.
    case externalID = "external id"
    /// By the number in this chapter, as in our own exports.
    case memberNumber = "member number"
    /// By the name together with the date of birth.
    case nameAndBirthDate = "name and birth date"
    /// By the name together with a phone number.
    case nameAndPhone = "name and phone"
    /// By the name together with the postcode.
    case nameAndPostcode = "name and postcode"
}
