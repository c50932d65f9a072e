//! Reliability: incidents of clients and businesses, how they are counted, and the measures that follow.
