/** What every notice says: the title of the window, the heading, then what is and what to do. */
export interface Notice {
  readonly title: string;
  readonly heading: string;
}

/** Everything a visitor can be told. A language that leaves one out does not compile. */
export interface Texts {
  /** The line beside the mark; `owner` is a workspace, or Simpul itself. */
  readonly shortLinksOf: (owner: string) => string;
  readonly notFound: Notice & { readonly spelling: string; readonly ask: string };
  readonly early: {
    readonly title: (day: string) => string;
    readonly heading: string;
    readonly opens: string;
    readonly again: string;
  };
  readonly expired: Notice & { readonly until: string; readonly ask: string };
  readonly full: Notice & { readonly why: string; readonly ask: string };
  readonly password: Notice & {
    readonly wrongTitle: string;
    readonly where: string;
    readonly label: string;
    readonly hint: string;
    readonly open: string;
    readonly wrong: (triesLeft: number) => string;
  };
  readonly passwordWait: Notice & {
    readonly why: string;
    readonly again: (minutes: number) => string;
  };
  readonly forward: {
    readonly title: (linkTitle: string) => string;
    readonly heading: string;
    readonly moving: string;
  };
  readonly subscribe: {
    readonly title: (owner: string) => string;
    readonly heading: (owner: string) => string;
    readonly what: string;
    readonly allow: string;
    readonly skip: string;
    readonly once: string;
    /** While the browser asks in its own words. */
    readonly asking: string;
  };
  readonly preview: Notice & { readonly why: string; readonly goOn: string };
  readonly unavailable: Notice & { readonly why: string; readonly retry: string };
  readonly badAddress: Notice & { readonly why: string; readonly ask: string };
  readonly method: Notice & { readonly why: string; readonly open: string };
  readonly error: Notice & {
    readonly why: string;
    readonly report: string;
    readonly retry: string;
  };
}
