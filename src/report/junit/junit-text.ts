import { neutralise, withoutCommands } from '../neutralise.ts';

/**
 * One line of text that XML can carry (https://www.w3.org/TR/xml/#charsets): the XML builder writes control characters
 * and line ends as they come, and every strict reader then refuses the file or turns them into blanks.
 */
export function xmlLine(text: string, most = Infinity): string {
  return withoutCommands(neutralise(text, most)).replace(/[\ufffe\uffff]/g, (char) =>
    char === '\ufffe' ? '\\u{fffe}' : '\\u{ffff}',
  );
}

/** Lines that stay lines: each of them is made safe on its own. */
export function xmlLines(lines: readonly string[]): string {
  return lines.map((line) => xmlLine(line)).join('\n');
}
