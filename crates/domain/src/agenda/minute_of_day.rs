//! A wall-clock time of day, to the minute.

/// A wall-clock time as whole minutes after midnight, 0 to 1440; 1440 is the end of the day, which `civil::Time` cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MinuteOfDay(u16);

/// The text is not a time of day between `00:00` and `24:00`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a time of day such as `09:30`, at most `24:00`, got `{0}`")]
pub struct NotATimeOfDay(pub String);

impl MinuteOfDay {
    /// `00:00`.
    pub const MIDNIGHT: Self = Self(0);
    /// `24:00`, the first instant of the next date.
    pub const END_OF_DAY: Self = Self(1440);

    /// Minutes after midnight; `None` above 1440.
    pub fn new(minutes: u16) -> Option<Self> {
        (minutes <= 1440).then_some(Self(minutes))
    }

    /// Minutes after midnight, 0 to 1440.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl TryFrom<String> for MinuteOfDay {
    type Error = NotATimeOfDay;
    fn try_from(text: String) -> Result<Self, NotATimeOfDay> {
        text.parse()
    }
}

impl std::str::FromStr for MinuteOfDay {
    type Err = NotATimeOfDay;
    fn from_str(text: &str) -> Result<Self, NotATimeOfDay> {
        let wrong = || NotATimeOfDay(text.to_owned());
        let (hours, minutes) = text.split_once(':').ok_or_else(wrong)?;
        let number = |part: &str| {
            (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        let (hours, minutes) = number(hours).zip(number(minutes)).ok_or_else(wrong)?;
        (minutes < 60)
            .then(|| hours * 60 + minutes)
            .and_then(Self::new)
            .ok_or_else(wrong)
    }
}

impl std::fmt::Display for MinuteOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl From<MinuteOfDay> for String {
    fn from(time: MinuteOfDay) -> String {
        time.to_string()
    }
}
