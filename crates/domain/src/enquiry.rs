//! Enquiries: a client asks for a service at a time and chooses nobody; those who could come receive a proposal, the first to accept gets it (WEC-13, WEC+18, WEC+19).
