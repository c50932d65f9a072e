//! Every code that a problem can bear, for the docs page. A test holds the list against the domain's own.

/// Every code that is not a refusal of the trade, with the status it comes with; for the docs page.
pub(super) const CODES: [(&str, u16, &str); 14] = [
    ("key_missing", 401, "No key was sent."),
    ("key_unknown", 401, "The key is not known here."),
    (
        "scope_missing",
        403,
        "The key may not do this; `facts.scopes` names the scopes of which one is needed.",
    ),
    (
        "not_found",
        404,
        "There is no such thing, or it belongs to another network; `facts.what` names it.",
    ),
    ("no_such_address", 404, "The address is not part of the API."),
    ("method_not_allowed", 405, "The address takes other methods."),
    ("body_too_large", 413, "The body is larger than 256 KiB."),
    ("body_not_json", 415, "The body is not announced as `application/json`."),
    ("body_malformed", 400, "The body is not JSON; `facts` has line and column."),
    ("invalid", 422, "Fields cannot be used; `errors` names each."),
    (
        "idempotency_key_reused",
        422,
        "The `Idempotency-Key` was used for another request.",
    ),
    (
        "changed_meanwhile",
        409,
        "The appointment has another version than the one sent; `facts.version` is the live one.",
    ),
    (
        "try_again",
        503,
        "The server is busy; the same request can succeed after `Retry-After` seconds.",
    ),
    ("out_of_order", 500, "It is our fault."),
];

/// Every code of a refusal of the trade, for the docs page. 409 says that somebody was first or that the terms say no; 422 that the wish could never be granted.
pub(super) const REFUSALS: &[(&str, &str)] = &[
    (
        "already_decided",
        "The case was decided before; `facts.state` says how (409).",
    ),
    (
        "already_contested",
        "It is contested already, and that waits for a decision (409).",
    ),
    (
        "same_person",
        "Whoever decided what is contested does not decide the contest (409).",
    ),
    ("reasons_too_short", "A decision needs written reasons of some length (422)."),
    (
        "absence_hits_more",
        "Appointments stand in the absence that no choice was made for, such as one booked meanwhile; `facts.appointments` (409).",
    ),
    (
        "absence_hits_not",
        "A choice was made for an appointment that the absence does not hit; `facts.appointment` (409).",
    ),
    (
        "absence_not_possible",
        "A choice cannot be carried out and nothing was done; `facts.items` gives each with its own code under `why` (409; 422 when only a reason or a \
         longer message is missing).",
    ),
    (
        "colleague_not_free",
        "The colleague does not work then or is taken; `facts.reason` (409).",
    ),
    ("service_not_given", "The colleague does not give the service (409)."),
    ("same_practitioner", "The appointment is the colleague's already (409)."),
    (
        "slot_not_offered",
        "The start cannot be booked; `facts.reason` is past, too_soon, too_far, closed, off_grid (422) or taken (409).",
    ),
    (
        "force_not_allowed",
        "Only staff may place an appointment where no slot is offered, saying why (422).",
    ),
    (
        "already_ended",
        "The appointment has ended in one way or another; `facts.state` (409).",
    ),
    (
        "outside_terms",
        "The terms do not let clients do this any more; `contact` answers (409).",
    ),
    (
        "has_begun",
        "The business may not cancel an appointment that has begun (409).",
    ),
    ("reason_missing", "A reason is needed (422)."),
    ("message_too_short", "A message to the client of some length is needed (422)."),
    ("became_stricter", "The answer is stricter than the one that was seen (409)."),
    ("not_for_clients", "The terms do not let clients move appointments (409)."),
    (
        "approved_by_hand",
        "An appointment that is approved by hand cannot be moved by the client (409).",
    ),
    ("no_moves_left", "All moves that the terms allow are used (409)."),
    ("same_time", "The new start is the present one (422)."),
    (
        "in_series",
        "The terms do not let clients move one appointment of a series (409).",
    ),
    (
        "dates_not_free",
        "Dates of the series cannot be had and nobody has said what to do about them; `facts.dates` (409).",
    ),
    (
        "more_dates_not_free",
        "Other dates cannot be had than those that were seen; `facts.dates` (409).",
    ),
    ("no_date_free", "None of the dates can be had (409)."),
    ("too_many_dates", "A series has fewer appointments; `facts.max` (422)."),
    ("series_stopped", "The series has been stopped (409)."),
    ("nothing_to_come", "No appointment of the series is still to come (409)."),
    (
        "agreement_missing",
        "The client must have agreed; send `client_agreed` (422).",
    ),
    ("not_waiting", "The appointment does not wait for an answer (409)."),
    ("slot_taken", "The time of the request was taken meanwhile (409)."),
    ("too_late", "The time to answer has passed (409)."),
    ("not_yet", "The request still waits (409)."),
    ("not_booked", "Only an appointment that stands can have an outcome (409)."),
    ("not_begun", "The appointment has not begun (409)."),
    (
        "how_many_starts",
        "A proposal names one to three different starts; `facts.max` (422).",
    ),
    (
        "moves_at_once",
        "Nothing was agreed yet, so the client can move it at once and needs no proposal (422).",
    ),
    ("nothing_proposed", "No other time waits for an answer (409)."),
    (
        "own_proposal",
        "The proposal is this side's own; the other side answers it (409).",
    ),
    (
        "others_proposal",
        "The proposal is the other side's; decline it instead (409).",
    ),
    ("not_proposed", "The start is none of those proposed (409)."),
    (
        "lapsed",
        "The time to answer the proposal has passed; `facts.lapsed_at` (409).",
    ),
    (
        "only_by_proposal",
        "The service is not booked from a page; `POST /enquiries` asks for it (422).",
    ),
    (
        "nobody_to_ask",
        "Nobody in the network could come at that time and place; the preview of the enquiry says why (409).",
    ),
    (
        "proposal_not_open",
        "Somebody else was first, the client took the enquiry back, or it was answered; `facts.state` (409).",
    ),
    ("enquiry_not_open", "The enquiry does not wait any more; `facts.state` (409)."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use texts::Speech;

    /// Each code is listed once, and each refusal has its sentence in both languages.
    #[test]
    fn every_refusal_has_its_sentence() {
        let mut seen = std::collections::BTreeSet::new();
        assert!(
            CODES
                .iter()
                .map(|code| code.0)
                .chain(REFUSALS.iter().map(|code| code.0))
                .all(|code| seen.insert(code))
        );
        let with_facts = serde_json::json!({
            "reason": "taken", "state": "cancelled", "limit": "24 h", "deadline_at": "2026-03-02T13:30:00Z",
            "max": 1, "count": 2, "lapsed_at": "2026-03-02T13:30:00Z", "min_chars": 2, "chars": 1, "answer": "allow_with_warning",
        });
        for &(code, _) in REFUSALS {
            for speech in [Speech::FRENCH, Speech::ENGLISH] {
                let mut refusal = with_facts.clone();
                refusal["code"] = code.into();
                let sentence = texts::because::refusal(speech, &refusal, &jiff::tz::TimeZone::UTC);
                assert!(!sentence.contains('⟦'), "{code}: {sentence}");
            }
        }
    }
}
