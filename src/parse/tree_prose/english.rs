//! The English phrases of decisions.
//!
//! Phrases of a list are separated by commas; [`Role`] says what each list is for.

use super::language::Role;

/// Separators between a condition and its outcome within a sentence.
pub const THEN: &[&str] = &[", then ", " then "];

/// The displayed answers for `If so` and `If not`.
pub const YES: &str = "Yes";
pub const NO: &str = "No";

pub const PHRASES: &[(Role, &str)] = &[
    (
        Role::Verdict,
        "yes, no, yep, nope, y, n, true, false, maybe, perhaps, not sure, unsure, not yet, \
         not really, not at all, don't know, do not know, we don't know, unclear, unknown, \
         it depends, depends, partly, partially, mostly, sometimes, always, never, rarely, often, \
         neither, both, either, none, none of these, none of the above, all of them, pass, fail, \
         passed, failed",
    ),
    (Role::AfterVerdict, "to, but, and, with, for, on, or, because, then, if, it, we, they"),
    (Role::BeforeVerdict, "if, when, in case of"),
    (Role::So, "so"),
    (Role::Not, "not"),
    (
        Role::Rest,
        "for anything else, for everything else, for all others, in every other case, otherwise, \
         else, anything else, in all other cases, all other cases, in any other case, \
         any other case, everything else, all others, other, others, anyone else",
    ),
    (Role::Condition, "even if, only if, if, when, whenever, unless, in case, where, once, should"),
    (Role::If, "if"),
    (Role::Then, "then"),
    (Role::Announces, "following, these, will"),
    (
        Role::Verb,
        "accept, acknowledge, add, adjust, adopt, advance, agree, align, allow, answer, apologise, \
         apologize, apply, approve, archive, ask, assign, attach, avoid, begin, block, book, \
         brief, bring, broadcast, build, buy, calculate, call, cancel, capture, change, check, \
         choose, clean, clear, close, coach, collect, commit, communicate, compare, complete, \
         configure, confirm, consider, contact, contain, continue, convert, copy, count, create, \
         cut, debrief, decide, decline, decrease, defer, define, delay, delegate, delete, deploy, \
         descope, dial, disable, discuss, dismiss, dispatch, do, document, don't, double, \
         downgrade, draft, draw, drop, eliminate, email, empty, enable, end, engage, ensure, \
         enter, escalate, estimate, evacuate, examine, exclude, execute, exit, expand, explain, \
         export, extend, feature, fetch, file, fill, find, finish, fix, flag, focus, follow, \
         forward, gather, get, give, go, grant, greet, halt, hand, help, hide, hire, hold, \
         identify, ignore, implement, import, include, increase, inform, install, interview, \
         invest, investigate, invite, involve, isolate, issue, iterate, join, keep, kill, launch, \
         leave, let, limit, lock, log, look, loop, lower, mail, maintain, make, map, mark, \
         measure, meet, merge, monitor, move, name, narrow, negotiate, never, note, notify, nudge, \
         nurture, observe, offer, open, order, page, park, pass, pause, pay, photograph, pick, \
         pilot, pivot, place, plan, post, postpone, prepare, present, press, print, prioritise, \
         prioritize, proceed, promote, propose, protect, prototype, provide, publish, pull, push, \
         put, quarantine, quit, quote, raise, rank, read, reassess, reboot, rebuild, recommend, \
         reconsider, record, recruit, redesign, redirect, reduce, refactor, refer, refill, refine, \
         refund, reinstall, reject, release, remind, remove, rename, reopen, repair, repeat, \
         rephrase, replace, reply, report, request, require, rerun, reschedule, research, reset, \
         resolve, respond, restart, restore, retest, retire, retrain, retry, return, reverse, \
         revert, review, revisit, rework, rewrite, rinse, roll, rollback, rotate, route, run, \
         save, scale, scan, schedule, scrap, seal, search, secure, seek, select, sell, send, \
         separate, serve, set, share, ship, show, shut, sign, simplify, skip, slow, sort, speak, \
         split, stamp, start, stay, stick, stop, store, strengthen, strip, submit, subscribe, \
         suggest, sunset, support, survey, swap, switch, tag, take, talk, tell, terminate, test, \
         thank, throw, tie, tighten, top, track, train, transfer, treat, trim, trust, try, turn, \
         uninstall, unlock, unplug, update, upgrade, upload, use, validate, verify, vote, wait, \
         walk, warn, wash, watch, weigh, wipe, withdraw, work, wrap, write",
    ),
    (
        Role::BeforeVerb,
        "please, then, just, first, you, should, must, can, may, immediately, simply, we, always, \
         only, still, probably, to, straight, either",
    ),
    (Role::Verbless, "no, nothing, straight"),
    (
        Role::Effect,
        "will, would, falls, fall, rises, rise, drops, grows, grow, increases, decreases, becomes, \
         become, gets, suffers, suffer, leads, means, stalls, stall, breaks, slows, improves, \
         declines, shrinks, loses, lose, happens, erodes, piles, spreads, dies, disappears, burns, \
         stops, starts, costs, hurts, wins, learns, feels, feel, churn",
    ),
    (Role::Compares, "more, fewer, less, higher, lower, better, worse, faster, slower"),
    (
        Role::Number,
        "zero, one, two, three, four, five, six, seven, eight, nine, ten, once, twice, half, \
         dozen, hundred, thousand",
    ),
    (
        Role::Bound,
        "under, over, above, below, less than, more than, up to, at least, at most, between, \
         fewer than, exactly, only, older than, younger than, longer than, shorter than, within, \
         from, beyond, anything over, anything under, anything above, anything below, any",
    ),
    (Role::RangeJoint, "to, or"),
    (Role::Counted, "of, out, points, point, pts, votes, people, answers, respondents, users, n"),
    (
        Role::Time,
        "monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, march, \
         april, may, june, july, august, september, october, november, december, morning, \
         afternoon, evening, today, tomorrow, mon, tue, wed, thu, fri",
    ),
    (
        Role::TimeUnit,
        "day, days, week, weeks, month, months, quarter, year, sprint, phase, step, stage, hour, \
         minute, t",
    ),
    (
        Role::Grade,
        "low, medium, mid, high, minor, moderate, major, severe, critical, small, large, big, \
         tiny, few, some, many, green, yellow, amber, orange, red, new, existing, internal, \
         external, urgent, normal, simple, complex, easy, hard, weak, strong, positive, negative, \
         neutral, approved, rejected, won, lost, early, late, hot, warm, cold, same, different, \
         public, private, reversible, irreversible, not, without, found, passed, failed, better, \
         worse, higher, lower, more, less, mild, good, bad, cheap, expensive, full, empty, \
         confident, uncertain, strongly, exists",
    ),
    (Role::Filler, "you, a, an, the, your"),
    (Role::ConditionHeader, "if, when, condition, answer, you see, they say"),
    (Role::CaseHeader, "answers, situation, case, reply"),
    (
        Role::OutcomeHeader,
        "then, do, action, go to, next step, next, decision, outcome, response, route, move",
    ),
    (
        Role::Chooses,
        "choose, choosing, decide, deciding, decision, depending, depends, based on, pick, which, \
         whether, respond, route, routing, triage, threshold, according to, select, case, compare, \
         classify, criteria, verdict, one of, first match, rule of thumb, call",
    ),
    (
        Role::Contrasts,
        "before and after, before after, before vs after, instead of, rather than, from to, \
         bad good, good bad, don't do, do don't, rewrite, rewrites, rephrase, reframe, reframing, \
         translate, translation, replace, replacements, wording, weak strong, old new, renamed, \
         mapping, maps to, myth, myths, anti patterns, antipatterns, anti pattern, glossary, \
         mindset",
    ),
    (
        Role::Example,
        "example, examples, for example, e g, for instance, sample, samples, illustration, \
         case study",
    ),
    (
        Role::Foretells,
        "what happens, consequences, effects, effect, impact, risks, symptoms, cause, causes, \
         why it matters, pitfalls, mistakes, failure modes, warning signs, lessons, learned, \
         learnings, hypothesis, hypotheses, assumptions, predictions, benefits",
    ),
    (Role::Explains, "means, meaning, definition, definitions, legend, survey, results, faq"),
    (
        Role::Advises,
        "tips, tip, principles, principle, values, reminders, reminder, etiquette, manners, \
         working agreements, working agreement, remember, advice, wisdom, notes, good to know, faq",
    ),
    (Role::After, "after"),
    (
        Role::FindsOut,
        "ask, check, determine, assess, find out, look, see, verify, confirm, decide, establish, \
         identify, measure, read, clarify, evaluate, test",
    ),
    (Role::Embedded, "if, whether, what, which, who, how, where, why, when"),
    (
        Role::Asks,
        "depending on, based on, according to, who, which, what to do, what next, what kind, \
         where to, when to, how to choose, how to decide, how many, how much, is, are, does, \
         do we, has, have we, whether",
    ),
    (Role::QuestionWord, "who, whom, what, which, where, how, whose"),
    (Role::Each, "each, every, per, respective"),
    (Role::Process, "process, flow, pipeline, stages, steps, funnel, cycle, order, sequence, path"),
    (
        Role::Graded,
        "how many, how much, how should we, how do we respond, how to choose, how to decide, \
         how do i choose, how do we choose, how do you choose",
    ),
    (
        Role::Tells,
        "why, how do, how does, how did we, how is, how are, how can, how should, how to, how we, \
         how would, what happens, what happened, what changed, what changes, what has, what have, \
         what did, what are, what were, what will, what is a, what is an, what is our, what's our, \
         what is your, what's new, what went, where do, where can, where is, where are, who are, \
         when",
    ),
    (Role::Auxiliary, "is, are, does, do, did"),
    (Role::WhatDo, "what do, what does"),
    (
        Role::Observed,
        "see, show, say, want, need, have, do, read, hear, think, find, answer, report, ask, look, \
         choose, tell, indicate, prefer, expect",
    ),
    (Role::What, "what"),
    (Role::AfterWhat, "is, does, was, has, this, it's"),
    (Role::How, "how"),
    (
        Role::AfterHow,
        "do, does, did, is, are, was, were, can, could, should, would, will, to, we, has, have, \
         come, about, many, much, not, long",
    ),
    (Role::Who, "who"),
    (Role::Which, "which, what"),
    (Role::Being, "is, are, was, were"),
    (
        Role::Selects,
        "which, how many, how much, how big, how large, how severe, how urgent, how old, how long, \
         how far, how often, how bad, how serious, how confident, how sure, how risky, how well, \
         is, are, was, were, do, does, did, has, have, can, could, will, would, should, what kind, \
         what type, what sort, what level, what size, what stage, what is the, what's the, \
         what should, who, where",
    ),
    (Role::Or, "or"),
    (
        Role::Move,
        "go on, go, continue, proceed, skip, jump, move on, move, return, back, see, then, on, to, \
         at, with, straight, directly, ahead, forward, down, please, carry on, head, read, start",
    ),
    (Role::Next, "next, next question, next step, next one, next check, below, down"),
    (Role::QuestionNoun, "question, q, check"),
    (Role::StepNoun, "step, gate, stage, phase"),
    (Role::SectionNoun, "section, part, chapter"),
    (Role::Asker, "decision point, decision, question, ask, check, gate, first, now, then"),
];
