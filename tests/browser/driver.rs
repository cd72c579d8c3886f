//! A real Chromium, driven over WebDriver (<https://www.w3.org/TR/webdriver2/>).

use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use jwt_fresh_tests::Request;
use serde_json::{Value, json};

/// A browser window that is closed when it is dropped.
pub struct Browser {
    driver: Child,
    address: SocketAddr,
    session: String,
}

impl Browser {
    /// Starts chromedriver on a free port and opens a window with an empty profile.
    pub fn open() -> Self {
        let port = free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed");
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        for _ in 0..100 {
            if TcpStream::connect(address).is_ok() {
                break;
            }
            thread::sleep(Duration::from_millis(100));
        }
        let mut browser = Self {
            driver,
            address,
            session: String::new(),
        };
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ];
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": { "args": arguments },
        } } });
        let answer = browser.post("/session", &capabilities);
        browser.session = answer["sessionId"].as_str().expect("a session").to_owned();
        browser
    }

    /// Goes to a page.
    pub fn go(&self, url: &str) {
        self.post(
            &format!("/session/{}/url", self.session),
            &json!({ "url": url }),
        );
    }

    /// Runs the body of an async function in the page, and gives what it returns.
    pub fn run(&self, script: &str) -> Value {
        let script = format!(
            "const done = arguments[0]; (async () => {{ {script} }})().then(done, e => done('' + e));"
        );
        let path = format!("/session/{}/execute/async", self.session);
        self.post(&path, &json!({ "script": script, "args": [] }))
    }

    /// All cookies that the browser would send to this page, HttpOnly ones too.
    pub fn cookies(&self) -> Vec<Value> {
        let path = format!("/session/{}/cookie", self.session);
        let answer = Request::get(&path).send(self.address).json();
        answer["value"].as_array().cloned().unwrap_or_default()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let answer = Request::post(path).json(body).send(self.address);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.json()["value"].clone()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            Request::new("DELETE", &format!("/session/{}", self.session)).send(self.address);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("it is bound").port()
}
