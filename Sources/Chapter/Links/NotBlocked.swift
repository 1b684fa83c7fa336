/// The condition by which lists of shared things leave out what blocked chapters have shared.
///
/// It is used on tables with a column `chapter`. What a blocked chapter shared stays stored, since
/// others who link with this node count on it.
let notBlocked = "chapter NOT IN (SELECT chapter FROM blocked_chapter)"
