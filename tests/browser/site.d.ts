/** What the site's scripts share: each has a block scope of its own otherwise. */
declare var fieldbook: Everywhere & Somewhere;

/** What every page has. */
interface Everywhere {
  /** The address of the site's first page. */
  root: string;
  /** Runs something at once, or when the reader comes to a page that was only prepared. */
  whenSeen(act: () => void): void;
  /** A new element with attributes and children. */
  make<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    attributes?: Record<string, string>,
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[Name];
  /** A phrase with a value in place of each `{name}`. A plural goes by `count`. */
  fill(phrase: string | Plural, values: Record<string, string | number>): string;
  /** Shows a short message and has it read out. */
  say(text: string): void;
  /** Puts text on the clipboard and says so. */
  copy(text: string, said: string): Promise<void>;
  /** An address with what is selected in the text of the page, or as it was if nothing is. */
  selected(address: string): Promise<string>;
  /** The addresses of the last pages that were read on this machine, the latest first. */
  recent(): string[];
  /** What single keys press, and what the list of keys says about them. */
  keys: Record<string, [selector: string, description: string]>;
  /** What loaded scripts gave, by their names. */
  data: Record<string, unknown>;
  /** Loads `_fieldbook/NAME` once; the promise holds `data[NAME]`. */
  load(name: string): Promise<unknown>;
  /** Loads the script whose address an element has in `data-script`. */
  loadFor(element: Element | null): Promise<unknown>;
}

/** A phrase that depends on a count, by the plural categories of Unicode. */
type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** What src/render/bundle.rs puts in, or what the scripts of some pages add. */
interface Somewhere {
  /**
   * The words of the interface. Scripts name a value by its whole path, which the build replaces by the value:
   * src/render/bundle.rs.
   */
  words: Words;
  /** An address with what is selected, once somebody has selected something. */
  selection?(address: string): string;
  /** The search, once it is loaded: `<site-search>` does that. */
  search?: Search;
  /** How many letters were left out, added, changed or swapped, at most `most` + 1. */
  editDistance(a: string, b: string, most: number): number;
  /** Where the answers to a tree lead. */
  tree: TreeEngine;
  /** What readers fill in at the questions of a tree. */
  treeFields: TreeFields;
  treeResult: TreeResult;
  /** A decision as markdown. */
  treeRecord(
    tree: Tree,
    position: Position,
    from: { sections: HTMLElement[]; note: string; link: string; day: string },
  ): string;
  /** Marks the path taken in the drawing, where the reader is, and what no longer lies ahead. */
  markDiagram(ground: Element, tree: Tree, position: Position, shown: Set<number>): void;
}

/** What src/tree does in Rust, on the data of a tree. */
interface TreeEngine {
  /** What was given at a question, or nothing if the question does not know the value. */
  accept(
    node: TreeNode,
    value: string | undefined,
  ): { picked: number[]; count: number | undefined } | undefined;
  /** Where answers lead, replayed from the start. */
  walk(tree: Tree, given: Given): Position;
  /** What is shown after a node of the path: the next step, or where the answers lead. */
  next(tree: Tree, given: Given, from: number): number;
  /** Each other answer to one question on the path that ends at another outcome. */
  flips(tree: Tree, given: Given): { node: number; value: string; ends: number[] }[];
  /** Answers with one changed. */
  changed(given: Given, id: string, value: string): Given;
}

/** What a reader fills in at a question, and how that is said. */
interface TreeFields {
  form(node: FieldNode, name: string, value: string | undefined): HTMLFormElement;
  /** What stands in a form. */
  valueOf(node: FieldNode, form: HTMLFormElement): string;
  /** What to do after an answer that the question does not take. */
  request(node: FieldNode): string;
  /** An answer in words. */
  words(node: TreeNode, value: string | undefined): string;
}

/** What stands below an outcome. */
interface TreeResult {
  /** The single answers that would end elsewhere, in a fold. */
  changes(tree: Tree, position: Position, given: Given): HTMLElement[];
  /** A field for what the reader adds to the result. On paper it is text. */
  note(id: string, note: string): HTMLElement;
}

/** Answers by the ids of their questions. */
type Given = Map<string, string>;

/** A tree as src/render/tree/data.rs writes it. Nodes and scores are named by their numbers. */
interface Tree {
  id: string;
  title: string;
  version?: string;
  /** How many scores there are. */
  scores: number;
  nodes: TreeNode[];
}

type TreeNode = { id: string; title: string } & (
  ChoiceNode | PickManyNode | NumberNode | StepNode | RulesNode | OutcomeNode
);

type FieldNode = Extract<TreeNode, PickManyNode | NumberNode>;

interface ChoiceNode {
  kind: "choice";
  answers: (Edge & Scored & { slug: string; label: string; low?: number })[];
}

interface PickManyNode {
  kind: "pick-many";
  ticks: (Scored & { slug: string; label: string; exclusive?: true })[];
  edge: Edge;
}

interface NumberNode {
  kind: "number";
  min: number;
  max: number;
  unit?: string;
  branches: Branch[];
}

interface RulesNode {
  kind: "first-match" | "all-that-apply";
  rules: Rule[];
}

/** It applies if all conditions of `if` hold, or all of one list in `or`. */
type Rule = Edge & { if: Condition[]; or?: Condition[][] };

/** A text that goes on. */
interface StepNode {
  kind: "step";
  edge: Edge;
}

interface OutcomeNode {
  kind: "outcome";
  do?: string;
  who?: string;
  by_when?: string;
}

type Branch = Edge & Scored & { low: number; high: number; label?: string };

interface Edge {
  to: number;
  caveat?: string;
}

interface Scored {
  points?: [score: number, points: number][];
}

type Condition =
  | ["is" | "has" | "lacks", node: number, answer: number | number[]]
  | ["highest" | "not-highest", score: number]
  | Comparison;

type Comparison = ["node" | "score" | "total", index: number, operator: Operator, value: number];

type Operator = "<" | "<=" | "=" | "!=" | ">=" | ">";

interface Step {
  node: number;
  /** Rules and steps have none. */
  value?: string;
  /** The way that was taken from there. */
  edge?: Edge;
}

interface Position {
  steps: Step[];
  at: number;
  ends: { node: number; caveat?: string }[];
}

/** The parts of the search. Each file of its script adds some, in the order of the bundle. */
interface Search {
  /** A word without case, accents and the like. */
  fold(text: string): string;
  /** The words of a text as they are in the index. */
  words(text: string): string[];
  /** Each run of letters of a text, with its words. */
  runsOf(text: string): Run[];
  /** Which letters a word has, as bits: two words cannot be near whose bits are far. */
  letters(word: string): number;
  openIndex(): Promise<SearchIndex>;
  /** What a query asks for. */
  read(index: SearchIndex, query: string): Query;
  /** What one typed word gives each section. */
  spread(index: SearchIndex, matches: Match[]): Float32Array;
  /** Hits by what each word, and the meanings of each word, give each section. */
  rank(index: SearchIndex, words: Float32Array[], meanings: Float32Array[]): Hit[];
  /** The pages that answer a query. */
  find(index: SearchIndex, query: string): Promise<Answer>;
  /** The pages whose names answer a query, or nothing if names cannot tell. */
  glance(index: SearchIndex, query: string): Answer | undefined;
  /** A word of the book, as it is written there, that is near to one that is not in it. */
  nearest(index: SearchIndex, unknown: string[]): Promise<string | undefined>;
  /** The part of a text that answers, with its words marked. */
  excerpt(text: string, marked: Set<string>): Node[];
  /** A text with its words marked. */
  marks(text: string, marked: Set<string>): Node[];
  /** Marks words on the page that a link leads to, once the reader is there. */
  lead(href: string, words: Set<string>): void;
  /** Marks what a result has led here for. */
  arrived(): void;
  /** Opens the search over the page, or goes to the field of the page that is it. */
  open(): void;
}

/** A run of letters in a text. */
interface Run {
  at: number;
  run: string;
  words: string[];
}

/** A page in the index. */
interface PageRow {
  /** Below the site's root. */
  href: string;
  title: string;
  /** Titles of the pages above it. */
  above: string[];
  /** By their numbers, which go through all facets; its kind is the first. */
  values: number[];
  aliases: string[];
  /** Of its sections after the first, perhaps with a tab and an anchor. */
  headings: string[];
  /** The number of its first section. */
  first: number;
  /** The number after that of its last section. */
  end: number;
}

interface FacetRow {
  key: string;
  label: string;
  /** The number of its first value. */
  first: number;
  /** The number after that of its last value. */
  end: number;
}

/** The sections that hold a word, or some words. */
interface Postings {
  /** How many there are. */
  count: number;
  each(give: (section: number, weight: number) => void): void;
}

/** A word of the book and the sections that hold it. */
interface WordRow extends Postings {
  word: string;
}

/** What may stand for a typed word, and how surely it does, from 0 to 1. */
interface Match<Row extends Postings = Postings> {
  row: Row;
  sure: number;
}

/** The index in the browser. It loads its parts when they are asked for. */
interface SearchIndex {
  /** How many sections there are. */
  count: number;
  pages: PageRow[];
  facets: FacetRow[];
  /** The labels of all values. */
  values: string[];
  /** The facet of each value. */
  facetOf: number[];
  /** The words that say nothing. */
  stop: Set<string>;
  /** The number of the page of a section. */
  pageOf(section: number): number;
  /** The heading of a section and its anchor, both empty for the page itself. */
  section(page: PageRow, section: number): { heading: string; anchor: string };
  /** What a page is for, as a reader sees it. */
  kind(page: PageRow): string;
  /** The values of a page by a key, as a reader sees them. */
  labels(page: PageRow, key: string): string[];
  /** The rows of a word, or of all words that start with it. */
  rows(word: string, match: "whole" | "start"): Promise<WordRow[]>;
  /** The numbers of the meanings of each word that has some. */
  meanings(): Promise<Map<string, number[]>>;
  /** Every word of the book with its letters. */
  terms(): Promise<{ term: string; letters: number }[]>;
  /** The text of a section. */
  text(section: number): Promise<string>;
}

interface Query {
  phrases: string[][];
  tags: string[];
  /** The words to look for. */
  asked: string[];
  /** The word that may not be complete yet. */
  typing: string | undefined;
  /** Words as they were typed, by their stems. */
  spelt: Map<string, string>;
}

interface Hit {
  /** The number of the page. */
  page: number;
  score: number;
  /** 3 if a section has all words, 2 if the page has, 1 for some. */
  has: number;
  /** Those with a part of the answer and their scores, best first. */
  sections: [section: number, score: number][];
}

interface Answer {
  hits: Hit[];
  /** Whether pages with all words stand before those with some. */
  grouped: boolean;
  /** The words of the book that were found, to be marked in text. */
  marked: Set<string>;
  /** What was typed and is not in the book. */
  unknown: string[];
}

interface SiteSearchElement extends HTMLElement {
  /** Loads the search if it is not there. */
  load(): Promise<Search>;
}

interface SearchViewElement extends HTMLElement {
  field: HTMLInputElement;
  /** What is asked for, as a query of an address. */
  address: string;
}

interface SearchFilterElement extends HTMLElement {
  /** The pressed values, each with the key of its facet. */
  readonly chosen: [key: string, value: string][];
  /** Presses a value, or lets it go. */
  press(key: string, value: string): void;
  /** Lets go of what the book does not have. */
  know(index: SearchIndex): void;
  /** The hits that have what is pressed. */
  narrow(index: SearchIndex, hits: Hit[]): Hit[];
}

interface KeyHelpElement extends HTMLElement {
  /** Tells assistive technology which key presses what. */
  name(): void;
}

interface HTMLElementTagNameMap {
  "key-help": KeyHelpElement;
  "search-filter": SearchFilterElement;
  "search-view": SearchViewElement;
  "site-search": SiteSearchElement;
}

interface Document {
  /** Whether the browser prepares the page for a reader who is not there yet. */
  readonly prerendering?: boolean;
}

/** Not in TypeScript's own types of the browser yet. */
declare var trustedTypes: { createPolicy<Rules>(name: string, rules: Rules): Rules } | undefined;
