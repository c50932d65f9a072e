//! One story in progress: the world it plays in, the appointment it is about, and the last answer.

use std::collections::BTreeMap;

use domain::ids::PractitionerId;
use jiff::Timestamp;
use serde_json::Value;
use testkit::world::{Engine, Plan, START, World, at};

use crate::program::{Answer, Program};

#[derive(cucumber::World)]
#[world(init = Self::new)]
pub(crate) struct Story {
    pub(crate) engine: Engine,
    pub(crate) plan: Plan,
    /// The world once it exists; what is given before it goes into the plan.
    pub(crate) scene: Option<Scene>,
    /// What the last preview announced.
    pub(crate) announced: Option<Value>,
    /// The console's wizard, where the professional cancels.
    pub(crate) wizard: Option<crate::desk::Wizard>,
    /// The page that somebody looks at.
    pub(crate) page: String,
    /// What the last act was answered.
    pub(crate) answered: Option<Answer>,
}

/// A world with three programs that act in it: one for clients, one for staff, one for those who run the network.
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) client: Program,
    pub(crate) staff: Program,
    pub(crate) support: Program,
    /// The appointment as it was first booked.
    pub(crate) original: Value,
    /// Its id.
    pub(crate) id: String,
    /// The client's personal link.
    pub(crate) link: String,
    /// Every appointment of the story by the start it was booked for, with its personal link.
    pub(crate) diary: BTreeMap<Timestamp, (String, String)>,
    /// The series that the story is about.
    pub(crate) series: String,
    /// The enquiry that the story is about.
    pub(crate) enquiry: String,
    /// Practitioners beside Claire Lenoir, by name.
    pub(crate) people: BTreeMap<String, PractitionerId>,
}

impl std::fmt::Debug for Story {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Story")
            .field("engine", &self.engine)
            .field("answered", &self.answered)
            .finish()
    }
}

impl Story {
    fn new() -> Self {
        Story {
            engine: Engine::Sqlite,
            plan: Plan::default(),
            scene: None,
            announced: None,
            wizard: None,
            page: String::new(),
            answered: None,
        }
    }

    /// The scene; a story that acts before anything is given is written wrongly.
    pub(crate) fn scene(&self) -> &Scene {
        self.scene.as_ref().expect("the story has a booked appointment")
    }

    /// The scene, made from the plan when this is the first act.
    pub(crate) async fn scene_or_new(&mut self) -> &mut Scene {
        if self.scene.is_none() {
            let world = World::with(self.engine, self.plan.clone()).await;
            let client = Program::new(&world, &["read", "client"]).await;
            let staff = Program::new(&world, &["read", "staff", "manage"]).await;
            let support = Program::new(&world, &["read", "operator"]).await;
            self.scene = Some(Scene {
                world,
                client,
                staff,
                support,
                original: Value::Null,
                id: String::new(),
                link: String::new(),
                diary: BTreeMap::new(),
                series: String::new(),
                enquiry: String::new(),
                people: BTreeMap::new(),
            });
        }
        self.scene.as_mut().expect("just made")
    }

    /// The scene, for a change of it.
    pub(crate) fn scene_mut(&mut self) -> &mut Scene {
        self.scene.as_mut().expect("the story has a booked appointment")
    }

    /// The last answer.
    pub(crate) fn answered(&self) -> &Answer {
        self.answered.as_ref().expect("somebody acted")
    }
}

impl Scene {
    /// Makes the appointment that was booked for `start` the one the story is about.
    pub(crate) fn turn_to(&mut self, start: Timestamp) {
        let found = self.diary.get(&start);
        (self.id, self.link) = found.unwrap_or_else(|| panic!("nothing was booked for {start}")).clone();
    }

    /// The appointment as it is now.
    pub(crate) async fn appointment(&self) -> Value {
        self.staff.get(&format!("/appointments/{}", self.id)).await.body
    }

    /// The history of the appointment.
    pub(crate) async fn history(&self) -> Vec<Value> {
        let history = self.staff.get(&format!("/appointments/{}/history", self.id)).await.body;
        history["items"].as_array().expect("a list of changes").clone()
    }

    /// Moves the clock to so many minutes before the appointment's present start.
    pub(crate) async fn advance_to_before(&self, minutes: i64) {
        let start = self.appointment().await["start"]
            .as_str()
            .expect("a start")
            .parse()
            .expect("RFC 3339");
        self.advance_to_before_this(start, minutes);
    }

    /// Moves the clock to so many minutes before the start that was first booked.
    pub(crate) fn advance_to_before_the_first_start(&self, minutes: i64) {
        self.advance_to_before_this(at(START), minutes);
    }

    fn advance_to_before_this(&self, start: jiff::Timestamp, minutes: i64) {
        self.world.advance_to(start - jiff::SignedDuration::from_mins(minutes));
    }
}

/// Minutes in a length such as `23 h 30`, `10 d`, `48 h et 1 min`.
pub(crate) fn minutes(text: &str) -> i64 {
    let mut total = 0;
    let mut number = None;
    let mut last_unit = 0;
    for word in text.split_whitespace().filter(|word| *word != "et") {
        match (word, number.take()) {
            ("d", Some(count)) => (total, last_unit) = (total + count * 1440, 1440),
            ("h", Some(count)) => (total, last_unit) = (total + count * 60, 60),
            ("min", Some(count)) => (total, last_unit) = (total + count, 1),
            (word, None) => number = Some(word.parse::<i64>().unwrap_or_else(|_| panic!("a length, not `{text}`"))),
            _ => panic!("a length, not `{text}`"),
        }
    }
    // "23 h 30" leaves its minutes without a unit.
    total
        + number
            .inspect(|_| assert_eq!(last_unit, 60, "a length, not `{text}`"))
            .unwrap_or(0)
}
