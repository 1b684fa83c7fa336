/// A seed, its key and what it signs, all as hexadecimal text.
struct SignatureVector: Sendable {
    let seed: String
    let publicKey: String
    let message: String
    let signature: String
}

/// The numbers of the start-up check; those of no RFC were computed with a second implementation.
extension SelfTest {
    /// RFC 8032, section 7.1, tests 1 to 3.
    static let rfc8032: [SignatureVector] = [
        SignatureVector(
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            message: "",
            signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        SignatureVector(
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            message: "72",
            signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        SignatureVector(
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            message: "af82",
            signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ]

    /// The eight points whose order divides eight.
    static let smallOrder: [String] = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ]

    /// Points of the curve whose y is written as p + y: of small order (0, 1) and not (3, 4, 18).
    static let notCanonical: [String] = [
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ]

    /// `edgeKey` plus a point of order eight, and plus the point of order two.
    static let mixedOrder: [String] = [
        "9158312a9a8d6e3b34c891d6d61444f8b8211c5117ebad15bdb0bd68b07e0245",
        "16a567fe7d4ef5482ab4012c369bf8c5f11e8d0c2559dcda50fde59708f8aee5",
    ]

    /// No x belongs to y = 2.
    static let offCurve = "0200000000000000000000000000000000000000000000000000000000000000"

    /// The key of RFC 8032's first test, under which the edge cases below were made.
    static let edgeKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    /// The text "rhizome".
    static let edgeMessage = "7268697a6f6d65"
    /// The right signature of that message.
    static let edgeSignature =
        "5aea988edc860630be87f4721b24114e965349abeb75fb440a3fb4d7a95fd0ed"
        + "5b55bf7c5e96ddda1a02428ac164442a5d3831912e4f2f531567427057fc3e07"
    /// The same signature with the order L of the group added to S.
    static let malleated =
        "5aea988edc860630be87f4721b24114e965349abeb75fb440a3fb4d7a95fd0ed"
        + "4829b5d978f9ef32f19e392da05e233f5d3831912e4f2f531567427057fc3e17"
    /// Satisfies the equation with R the neutral element; only the holder of the key can make it.
    static let smallOrderR =
        "0100000000000000000000000000000000000000000000000000000000000000"
        + "321d99fba4dc43c4ed9810149b9a4d41420513a61be07493c5ae3c200bd14401"
    /// R has a part of order eight: valid with the cofactor, invalid without it.
    static let cofactoredOnly =
        "7e02d1edb9e9db0d17a340d0c94d29c33159455e8166f501e7ecfe903a3decf9"
        + "021a9da25d17b70646e642a3b38e9d17145d4fa6c8f87635611f131f4faedd0b"

    /// BLAKE2b with 32 bytes of output, of "abc".
    static let blake2bOfABC = "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"
    /// The same under the context "rhizome/test".
    static let contextOfABC = "eaf52777c617602e8848a6bee8ce1daf2f036c7fe468d42ae4557ec8470bdcd6"
    /// Under that context, of the bytes 0 to 255, 256 times: many blocks.
    static let contextOfPages = "083df33845dc654abbae8f8dda912d6ea9b65057b570467e9f1466655c7feef1"

    /// RFC 7748, section 5.2, the first iteration: the base point's u and scalar are both nine.
    static let x25519Scalar = "0900000000000000000000000000000000000000000000000000000000000000"
    static let x25519PublicKey = "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"
}
