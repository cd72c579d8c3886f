//! Setting and unsetting cookies, their configuration, and implicit refresh.

mod by_hand;
mod configuration;
mod exact;
mod implicit_refresh;
