/** What stands on the cover of the HTML report; null where nothing was given. */
export interface HtmlOptions {
  readonly title: string | null;
  /** For instance `Confidential`; printed as given. */
  readonly classification: string | null;
  /** The period that the report speaks about, as given. */
  readonly period: string | null;
  readonly recipients: string | null;
}

export const NO_HTML_OPTIONS: HtmlOptions = { title: null, classification: null, period: null, recipients: null };
