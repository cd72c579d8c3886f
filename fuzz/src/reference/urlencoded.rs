//! `application/x-www-form-urlencoded`, by the parser of the URL standard (section 5.1).

/// All pairs of name and value, in their order.
pub fn parse(text: &[u8]) -> Vec<(String, String)> {
    text.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let mut half = || decode(halves.next().unwrap_or_default());
            (half(), half())
        })
        .collect()
}

fn decode(text: &[u8]) -> String {
    let spaces = text
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte });
    String::from_utf8_lossy(&percent_decode(&spaces.collect::<Vec<_>>())).into_owned()
}

/// Decodes percent signs that two hexadecimal digits follow.
pub fn percent_decode(text: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let digit = |index: usize| (*text.get(index)? as char).to_digit(16);
        match (text[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    decoded
}
