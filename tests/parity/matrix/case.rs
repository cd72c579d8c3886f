//! The recordings: each case with what it is made of, its request, and Python's answer.

use std::{collections::BTreeMap, path::Path};

use jwt_fresh_tests::Request;
use serde_json::Value;

use super::answer::Answer;

/// All cases of one library.
pub struct Recording {
    pub cases: Vec<Case>,
}

/// One request.
pub struct Case {
    /// What it is made of: `library`, `variant`, `endpoint`, `method`, `token`, `header`, ..
    pub fields: BTreeMap<String, String>,
    pub request: Request,
    pub python: Answer,
}

impl Recording {
    pub fn load(library: &str) -> Self {
        let folder = std::env::var("MATRIX_RECORDINGS");
        let folder = folder
            .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/parity/matrix").to_owned());
        let path = Path::new(&folder).join(format!("{library}.jsonl"));
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));

        let (mut tokens, mut answers, mut cases) = (BTreeMap::new(), Vec::new(), Vec::new());
        for line in text.lines() {
            let line: Value = serde_json::from_str(line).expect("each line is JSON");
            if let Some(name) = line["token"].as_str() {
                tokens.insert(name.to_owned(), string(&line["text"]));
            } else if let Some(status) = line["status"].as_u64() {
                answers.push(Answer {
                    status: u16::try_from(status).expect("it is a status"),
                    body: string(&line["body"]),
                });
            } else {
                cases.push(Case::read(&line, library, &tokens, &answers));
            }
        }
        Self { cases }
    }
}

impl Case {
    fn read(
        line: &Value,
        library: &str,
        tokens: &BTreeMap<String, String>,
        answers: &[Answer],
    ) -> Self {
        let send = &line["send"];
        let (method, target) = (string(&send[0]), string(&send[1]));
        let filled = String::from_utf8(fill(&target, tokens)).expect("it is text");
        let mut request = Request::new(&method, &filled);
        for header in send[2].as_array().into_iter().flatten() {
            request = request.header(&string(&header[0]), fill(&string(&header[1]), tokens));
        }
        if let Some(body) = send[3].as_str() {
            request = request.body(fill(body, tokens));
        }

        let named = line["is"].as_object().into_iter().flatten();
        let mut fields: BTreeMap<_, _> =
            named.map(|(name, of)| (name.clone(), string(of))).collect();
        let path = target.split('?').next().unwrap_or_default();
        let answer = line["answer"]
            .as_u64()
            .and_then(|index| usize::try_from(index).ok());
        let python = answers[answer.expect("it has an answer")].clone();
        fields.insert("library".into(), library.into());
        fields.insert("endpoint".into(), path.trim_start_matches('/').into());
        fields.insert("method".into(), method);
        fields.insert("python".into(), python.status.to_string());
        fields.insert("says".into(), python.text());
        Self {
            fields,
            request,
            python,
        }
    }

    /// Whether it is one of those with parts that were drawn at random.
    pub fn is_random(&self) -> bool {
        self.fields.contains_key("random")
    }

    /// The case and both answers in one line.
    pub fn line(&self, ours: &Answer) -> String {
        let shown = |name: &str| !matches!(name, "says" | "python");
        let fields = self.fields.iter().filter(|(name, _)| shown(name));
        let fields: Vec<_> = fields
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!(
            "{} | python {} {} | here {} {}",
            fields.join(" "),
            self.python.status,
            self.python.text(),
            ours.status,
            ours.text()
        )
    }
}

fn string(value: &Value) -> String {
    value.as_str().expect("it is a string").to_owned()
}

/// The bytes that a part of a request stands for: `${name}` is a token, `${3*x}` is `xxx`, and each
/// character is a byte.
fn fill(template: &str, tokens: &BTreeMap<String, String>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("${") {
        bytes.extend(latin_1(before));
        let (part, after) = after[1..]
            .find('}')
            .map(|end| (&after[..=end], &after[end + 2..]))
            .expect("it is closed");
        rest = after;
        let repeated = part
            .split_once('*')
            .and_then(|(count, repeated)| Some((count.parse::<usize>().ok()?, repeated)));
        match repeated {
            Some((count, "")) => {
                rest = rest.strip_prefix('}').expect("it is closed");
                bytes.extend(std::iter::repeat_n(b'}', count));
            }
            Some((count, repeated)) => bytes.extend(latin_1(&repeated.repeat(count))),
            None => bytes.extend_from_slice(tokens[part].as_bytes()),
        }
    }
    bytes.extend(latin_1(rest));
    bytes
}

fn latin_1(text: &str) -> impl Iterator<Item = u8> {
    text.chars()
        .map(|char| u8::try_from(char).expect("each character is a byte"))
}
