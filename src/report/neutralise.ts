/**
 * Characters that a terminal acts on or does not show: C0, DEL and C1 controls, line and paragraph separators,
 * and the code points that Unicode 15.1 lists as Default_Ignorable_Code_Point (bidi controls, zero-width and
 * filler characters, variation selectors, tags; DerivedCoreProperties.txt) with the interlinear marks. A literal
 * list, because `\p{...}` follows the Unicode version of the JavaScript engine and reports must not.
 */
export const UNSAFE =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /[\0-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

/**
 * Makes evidence text safe for a terminal and for one line: what a terminal would act on or hide becomes visible
 * as `\u{1b}`, lone surrogates too. Text longer than `most` UTF-16 units is cut and ends in an ellipsis.
 */
export function neutralise(text: string, most = Infinity): string {
  // An escape is at most ten units long, so nothing beyond `most` units of the source can be shown.
  const source = text.length > most ? text.slice(0, most + 1) : text;
  const safe = source.replace(UNSAFE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
  return safe.length > most ? `${cutAtCharacter(safe, most - 1)}…` : safe;
}

/** The first `most` units, less those that would be a torn escape or half a character. */
function cutAtCharacter(text: string, most: number): string {
  return text.slice(0, Math.max(0, most)).replace(/(?:\\u\{?[0-9a-f]*|\\|[\ud800-\udbff])$/, '');
}

// oxlint-disable-next-line no-control-regex
const LINE_COMMAND = /^((?:\s|\x1b\[[0-9;]*m)*):(?=(?:\x1b\[[0-9;]*m)*:)/;
const INLINE_COMMAND = /##(?=\[|vso\[)/g;

/**
 * Keeps evidence from acting as a command of a CI service that reads what a step prints. GitHub's runner takes
 * `::name::` at the start of a line, blanks before it allowed, and `##[name]` anywhere in it (actions/runner,
 * src/Runner.Common/ActionCommand.cs); the Azure Pipelines agent takes `##vso[` anywhere
 * (microsoft/azure-pipelines-agent, src/Microsoft.VisualStudio.Services.Agent/Command.cs).
 */
export function withoutCommands(line: string): string {
  return line.replace(LINE_COMMAND, '$1\\u{3a}').replace(INLINE_COMMAND, '\\u{23}#');
}
