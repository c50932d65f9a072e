-- What a score is counted from: how the appointments of a business ended, by when.
CREATE INDEX appointment_outcomes ON appointment (network_id, business_id, state_at) WHERE state IN ('fulfilled', 'cancelled');
