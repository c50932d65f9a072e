//! Made-up data for looking at the pages.
