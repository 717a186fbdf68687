//! [too-large] [unreadable]
