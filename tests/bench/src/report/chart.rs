//! The bar chart of the overhead by contender, as SVG.

use std::fmt::Write;

use super::results::{FLOOR, Results};

const WIDTH: f64 = 760.0;
const LABELS: f64 = 200.0;
const BAR: f64 = 12.0;
const ROW: f64 = 2.0 * BAR + 12.0;
/// Longer bars are cut; their label shows the figure.
const LONGEST: f64 = 1.4;

/// The overhead of each contender for HS256; `None` without that group.
pub fn svg(results: &Results) -> Option<String> {
    let group = results.group("hs256")?;
    let rows = || group.rows.iter().skip(FLOOR + 1);
    let height = 64.0 + rows().count() as f64 * ROW + 30.0;
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="16" y="24" font-size="16" font-weight="bold" fill="#1f2933">Overhead of protecting a handler, HS256 (extractor by hand = 1)</text>
<rect x="16" y="36" width="{BAR}" height="{BAR}" fill="#1f6feb"/><text x="34" y="47" fill="#1f2933">time</text>
<rect x="90" y="36" width="{BAR}" height="{BAR}" fill="#9ec5fe"/><text x="108" y="47" fill="#1f2933">instructions (callgrind)</text>
"##
    );
    rule(&mut svg, height);
    for (index, row) in rows().enumerate() {
        let top = 64.0 + index as f64 * ROW;
        let weight = if row.name.starts_with("jwt-fresh") {
            "bold"
        } else {
            "normal"
        };
        let _ = writeln!(
            svg,
            r##"<text x="{}" y="{}" text-anchor="end" font-weight="{weight}" fill="#1f2933">{}</text>"##,
            LABELS - 8.0,
            top + BAR + 4.0,
            row.name
        );
        bar(&mut svg, top, "#1f6feb", group.overhead_in_time(row));
        bar(
            &mut svg,
            top + BAR,
            "#9ec5fe",
            group.overhead_in_instructions(row),
        );
    }
    svg.push_str("</svg>\n");
    Some(svg)
}

fn scale(figure: f64) -> f64 {
    figure.clamp(0.0, LONGEST) / LONGEST * (WIDTH - LABELS - 60.0)
}

fn bar(svg: &mut String, top: f64, color: &str, figure: Option<f64>) {
    let Some(figure) = figure.filter(|figure| figure.is_finite()) else {
        return;
    };
    let width = scale(figure);
    let _ = writeln!(
        svg,
        r##"<rect x="{LABELS}" y="{top}" width="{width:.1}" height="{BAR}" fill="{color}"/><text x="{:.1}" y="{:.1}" font-size="11" fill="#1f2933" stroke="#ffffff" stroke-width="3" paint-order="stroke">{figure:.2}</text>"##,
        LABELS + width + 5.0,
        top + BAR - 2.0
    );
}

/// The line at 1.
fn rule(svg: &mut String, height: f64) {
    let x = LABELS + scale(1.0);
    let _ = writeln!(
        svg,
        r##"<line x1="{x:.1}" y1="58" x2="{x:.1}" y2="{:.1}" stroke="#d64545" stroke-dasharray="4 3"/>"##,
        height - 22.0
    );
}
