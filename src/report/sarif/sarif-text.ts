import { neutralise } from '../neutralise.ts';
import type { SarifOptions } from '../reporter.ts';

/** Longest text of a rule's short and full description that GitHub takes (docs.github.com, SARIF support). */
const MOST_DESCRIPTION = 1024;

/**
 * Evidence text as a SARIF string: line ends and tabs stay, whatever else a viewer would act on or a database refuses
 * (NUL, lone surrogates) becomes visible.
 */
export function sarifText(text: string): string {
  return text.replace(/[^\t\r\n]+/g, (stretch) => neutralise(stretch));
}

/**
 * A message string. Braces are doubled (SARIF 2.1.0, 3.11.5), but not for GitHub, which knows no placeholders and shows
 * the text as it stands. `](` would make an embedded link (3.11.6) out of what evidence holds.
 */
export function messageText(text: string, options: SarifOptions): string {
  const safe = sarifText(text).replaceAll('](', '] (');
  return options.profile === 'github' ? safe : safe.replace(/[{}]/g, '$&$&');
}

/** A description of a rule; never empty, because GitHub refuses a rule without text. */
export function descriptionText(text: string, options: SarifOptions): string {
  return messageText(neutralise(text, MOST_DESCRIPTION / 2), options) || '-';
}
