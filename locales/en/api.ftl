# What the API says when it does not do what was asked. Refusals of the trade have their sentences in reasons.ftl.

## Titles of problem documents
api-title-key = A key is needed
api-title-scope = The key may not do this
api-title-not-found = Not found
api-title-conflict = Not possible as things stand
api-title-refused = Not possible
api-title-invalid = Something cannot be used
api-title-request = The request cannot be read
api-title-out-of-order = Something is not working on our side

## What happened
api-key-missing = This address needs a key: “Authorization: Bearer hk_…”.
api-key-unknown = This key is not known here.
api-scope-missing = The key needs one of these scopes: { $scopes }.
api-not-found = { $what ->
    [network] There is no such network here.
    [practitioner] There is no such practitioner here.
    [service] This practitioner does not give such a service there.
    [appointment] There is no such appointment here.
    [absence] There is no such absence here.
   *[other] There is no such thing here.
}
api-no-such-address = The API has no such address.
api-method-not-allowed = This address takes other methods.
api-body-not-json = The body must be JSON, with “Content-Type: application/json”.
api-body-too-large = The body is too large.
api-body-malformed = The body is not JSON: line { $line }, column { $column }.
api-invalid = Some fields cannot be used; each is named in “errors”.
api-idempotency-key-reused = This key was already used for another request.
api-try-again = The server is busy. Send the same request again in a moment.
api-out-of-order = It is not your doing. Try again in a moment.

## Fields
api-field-missing = It is needed.
api-field-unknown-field = There is no such field here.
api-field-wrong-value = The value cannot be used: { $why }.
api-field-twice = It is there twice.
api-field-too-long = It is too long: at most { $limit } characters.
api-field-too-short = It is too short: at least { $limit } characters.
api-field-control-characters = It contains characters that cannot be shown.
api-field-not-an-email = This is not an e-mail address.
api-field-not-a-phone = This is not a telephone number.
api-field-before-start = The end must come after the beginning.
api-field-too-far = It is too far ahead.
api-field-too-many-days = At most { $limit } days can be asked for at once.
api-field-too-many = There are too many: at most { $limit }.
api-field-out-of-range = It must lie between 1 and { $limit }.
api-field-only-staff = Only staff can say this.
api-field-unknown = There is no such thing here.
