import { neutralise, withoutCommands } from '../neutralise.ts';

const MOST_MESSAGE = 4000;
const MOST_PROPERTY = 500;

/** Escapes the data of a workflow command (actions/toolkit, packages/core/src/command.ts). */
function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** One `::error file=...::message` line. */
export interface Annotation {
  readonly command: 'error' | 'warning' | 'notice';
  /** In the order in which they are written. */
  readonly properties: readonly (readonly [name: string, value: string])[];
  /** Each line is made safe on its own; a line feed between them is escaped. */
  readonly lines: readonly string[];
}

/** The command as one line; nothing in it comes from evidence unescaped. */
export function workflowCommand({ command, properties, lines }: Annotation): string {
  const written = properties.map(([name, value]) => `${name}=${escapedProperty(neutralise(value, MOST_PROPERTY))}`);
  const message = lines.map((line) => withoutCommands(neutralise(line, MOST_MESSAGE))).join('\n');
  return `::${command}${written.length > 0 ? ` ${withoutCommands(written.join(','))}` : ''}::${escapedData(message)}\n`;
}
