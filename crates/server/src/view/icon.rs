//! The signs of the house.

/// The signs of the house, drawn on a 24 by 24 grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Check,
    Warning,
    Stop,
    Info,
    Clock,
    Calendar,
    Mail,
    Phone,
    Place,
    Money,
    Undo,
    Person,
    Move,
    Bell,
    Door,
    Question,
    Key,
    Device,
    Next,
    Previous,
    File,
    Plus,
    Absent,
    Missed,
}

impl Icon {
    /// The whole drawing, hidden from screen readers because words stand beside it.
    #[must_use]
    pub fn svg(self) -> String {
        format!(
            concat!(
                r#"<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" "#,
                r#"stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>"#
            ),
            self.strokes()
        )
    }

    fn strokes(self) -> &'static str {
        match self {
            Self::Check => r#"<circle cx="12" cy="12" r="9"/><path d="m8.2 12.4 2.6 2.6 5-5.6"/>"#,
            Self::Warning => r#"<path d="M12 4 2.8 19.6h18.4z"/><path d="M12 10v4.4M12 17v.1"/>"#,
            Self::Stop => r#"<circle cx="12" cy="12" r="9"/><path d="m6 6 12 12"/>"#,
            Self::Info => r#"<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 7.8v.1"/>"#,
            Self::Clock => r#"<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.2 2"/>"#,
            Self::Calendar => {
                r#"<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 10h17M8 2.8V6.5M16 2.8V6.5"/>"#
            }
            Self::Mail => r#"<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="m3.6 7 8.4 6.4L20.4 7"/>"#,
            Self::Phone => {
                r#"<path d="M5 3.5h4l1.6 4.4L8.2 9.6a12 12 0 0 0 6.2 6.2l1.7-2.4 4.4 1.6v4a1.6 1.6 0 0 1-1.8 1.6A17 17 0 0 1 3.4 5.3 1.6 1.6 0 0 1 5 3.5z"/>"#
            }
            Self::Place => {
                r#"<path d="M12 21s7-6.3 7-11.6A7 7 0 0 0 5 9.4C5 14.7 12 21 12 21z"/><circle cx="12" cy="9.6" r="2.5"/>"#
            }
            Self::Money => {
                r#"<circle cx="12" cy="12" r="9"/><path d="M15.5 8.4A4.4 4.4 0 0 0 8.6 12a4.4 4.4 0 0 0 6.9 3.6M6.8 10.8h5.4M6.8 13.3h4.6"/>"#
            }
            Self::Undo => r#"<path d="M4 5.5v5h5"/><path d="M4.6 10.5A8 8 0 1 1 5 15.6"/>"#,
            Self::Person => r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6"/>"#,
            Self::Move => r#"<path d="M4 8h14m-4-4 4 4-4 4M20 16H6m4-4-4 4 4 4"/>"#,
            Self::Bell => r#"<path d="M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15zM10 20.8a2.3 2.3 0 0 0 4 0"/>"#,
            Self::Door => r#"<path d="M6 21V4.5A1.5 1.5 0 0 1 7.5 3h9A1.5 1.5 0 0 1 18 4.5V21M3.5 21h17M14.6 12v.1"/>"#,
            Self::Question => {
                r#"<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.6 2.6 0 1 1 3.7 2.4c-.8.4-1.2 1-1.2 1.9M12 16.7v.1"/>"#
            }
            Self::Key => r#"<circle cx="8" cy="15.5" r="4.5"/><path d="m11.3 12.3 8.2-8.3M16 7.5l2.8 2.8"/>"#,
            Self::Device => r#"<rect x="6.5" y="2.8" width="11" height="18.4" rx="2.5"/><path d="M11 18h2"/>"#,
            Self::Next => r#"<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>"#,
            Self::Previous => r#"<path d="M14.5 5.5 8 12l6.5 6.5"/>"#,
            Self::File => r#"<path d="M6.5 2.8h7.5l4.5 4.5v13.9h-12zM13.5 3v5h5"/>"#,
            Self::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Self::Absent => {
                r#"<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 10h17M8 2.8V6.5M16 2.8V6.5M9.5 13l5 4.6m0-4.6-5 4.6"/>"#
            }
            Self::Missed => r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c1-4 4-6 7.5-6M15 15.5l5 5m0-5-5 5"/>"#,
        }
    }
}
