//! English words that say nothing about a page. A search leaves them out while it has others.

/// As they stand in the index.
const ENGLISH: &str = "a about after again all also am an and any are as at be been befor being but by can cannot could did do doe dont each ev even ever everybody everyon for from get give go got had has have he her here him his how i if in into is isnt it its just keep let like make may me might mine most much must my no nobody not now of off on once onl only or other our out over own pleas quit rather re really same say she should so som some somebody someon someth still such tell than that the their them then there thes they thing think this thos though to too us very want was way we were what whatev when where which while who whole whom whose why will with without would yet you your";

/// The words to leave out in a language.
pub fn words(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("en") => ENGLISH,
        _ => "",
    }
}
