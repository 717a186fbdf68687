/** What the site's scripts share: each has a block scope of its own otherwise. */
declare var fieldbook: {
  /** The address of the site's first page. */
  root: string;
  /** Runs something at once, or when the reader comes to a page that was only prepared. */
  whenSeen(act: () => void): void;
  /** Shows a short message and has it read out. */
  say(text: string): void;
  /** Puts text on the clipboard and says so. */
  copy(text: string, said: string): Promise<void>;
  /** An address with what is selected in the text of the page, or as it was if nothing is. */
  selected(address: string): Promise<string>;
  /** The same, once what makes it is loaded. */
  selection?(address: string): string;
  /** What loaded scripts gave, by their names. */
  data: Record<string, any>;
  /** Loads `_fieldbook/NAME` once; the promise holds `data[NAME]`. */
  load(name: string): Promise<any>;
  /** Loads the script whose address an element has in `data-script`. */
  loadFor(element: Element | null): Promise<any>;
  /** The parts of the search, once it is loaded. */
  search?: any;
};
