/// The version of the program, as `rhizome --version` and `status` say it.
public let programVersion = "0.1.0"
