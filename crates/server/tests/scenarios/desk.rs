//! The console, as the professional sees it in a browser without a script: the wizard that cancels.

use cucumber::{then, when};

use crate::browser::{Browser, Page};
use crate::story::Story;
use crate::words::moment;

/// The wizard, opened by the professional for one appointment.
pub(crate) struct Wizard {
    browser: Browser,
    path: String,
    /// What was entered on the steps so far.
    entered: Vec<(String, String)>,
    page: Page,
}

#[when(regex = r"^la professionnelle ouvre la page d'annulation du rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?)$")]
async fn opens(story: &mut Story, start: String) {
    story.scene_mut().turn_to(moment(&start));
    let mut browser = Browser::of_claire(&story.scene().world).await;
    let path = format!("/console/appointments/{}/cancel", story.scene().id);
    let page = browser.get(&path).await;
    page.is(200);
    story.wizard = Some(Wizard {
        browser,
        path,
        entered: Vec::new(),
        page,
    });
}

impl Wizard {
    /// Goes on to a step with everything entered so far.
    async fn step(&mut self, step: &str) {
        let mut query = format!("step={step}");
        for (name, value) in &self.entered {
            query = format!("{query}&{name}={}", crate::program::encoded(value));
        }
        self.page = self.browser.get(&format!("{}?{query}", self.path)).await;
    }

    fn enter(&mut self, name: &str, value: &str) {
        self.entered.push((name.to_owned(), value.to_owned()));
    }
}

fn wizard(story: &mut Story) -> &mut Wizard {
    story.wizard.as_mut().expect("the page is open")
}

#[when(regex = r#"^elle répond que "([^"]*)" le souhaite, pour le motif "([^"]*)"$"#)]
async fn says_who(story: &mut Story, side: String, reason: String) {
    let wizard = wizard(story);
    wizard.enter("asked_by", &side);
    wizard.enter("reason", &reason);
    wizard.step("other").await;
}

#[when(regex = r"^aucun autre moment ne convient$")]
async fn no_other_time(story: &mut Story) {
    wizard(story).step("message").await;
}

#[when(regex = r#"^elle écrit "([^"]*)"$"#)]
async fn writes(story: &mut Story, message: String) {
    let wizard = wizard(story);
    wizard.enter("message", &message);
    wizard.step("after").await;
}

#[when(regex = r"^elle appuie sur le dernier bouton$")]
async fn presses_the_last_button(story: &mut Story) {
    let wizard = wizard(story);
    let fields = wizard.page.hidden(&wizard.path);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let path = wizard.path.clone();
    wizard.browser.post(&path, &fields).await.is(303);
}

#[then(regex = r#"^elle lit "([^"]+)"$"#)]
async fn reads(story: &mut Story, words: String) {
    let text = crate::seen::plain(&wizard(story).page.text);
    assert!(text.contains(&words), "`{words}` in {text}");
}

#[then(regex = r#"^elle ne lit pas "([^"]+)"$"#)]
async fn does_not_read(story: &mut Story, words: String) {
    let text = crate::seen::plain(&wizard(story).page.text);
    assert!(!text.contains(&words), "`{words}` in {text}");
}
