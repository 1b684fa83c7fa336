/// The rules for the classes of pictures of counts.
///
/// Colours are the custom properties of the pages. A picture on a page needs these rules in the
/// stylesheet of the page, since a page has no styles of its own.
public enum PictureStyle {
    /// The rules, as CSS.
    public static let rules = """
        .count-picture{display:block;width:100%;overflow:visible}
        .count-picture text{fill:var(--muted);font:.8125rem var(--font);font-variant-numeric:tabular-nums;\
        paint-order:stroke;stroke:var(--surface);stroke-width:4px;stroke-linejoin:round}
        .count-picture .name,.count-picture .value{fill:var(--ink)}
        .count-picture text.won{font-weight:650}
        .count-picture .tick{fill:none;stroke:var(--accent);stroke-width:2.5;stroke-linecap:round;\
        stroke-linejoin:round}
        .count-picture .track,.count-picture .cell,.count-picture .stay{fill:var(--sunken)}
        .count-picture .bar{fill:var(--edge)}
        .count-picture .bar.won{fill:var(--accent)}
        .count-picture .quota{fill:none;stroke:var(--ink);stroke-dasharray:4 3;\
        vector-effect:non-scaling-stroke}
        .count-picture .cell.more{fill:var(--tint)}
        .count-picture .cell.self{fill:none}
        .count-picture.pairs text{stroke:none}
        .count-picture.pairs .value{font-size:.75rem}
        .count-picture .value.more{fill:var(--strong);font-weight:650}
        .count-picture .value.less{fill:var(--muted)}
        .count-picture .move{fill:var(--blue);fill-opacity:.5}
        @media (forced-colors:active){.count-picture .bar,.count-picture .move{fill:Highlight}}
        """
}
