/** A command as GitHub's runner reads it. */
export interface WorkflowCommand {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

function unescaped(text: string, isProperty: boolean): string {
  let plain = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  if (isProperty) plain = plain.replaceAll('%3A', ':').replaceAll('%2C', ',');
  return plain.replaceAll('%25', '%');
}

/**
 * The commands in what a step prints, read as the runner does (actions/runner, src/Runner.Common/ActionCommand.cs,
 * TryParseV2): `::`, the name up to a blank, properties at commas, the message behind the next `::`.
 */
export function readWorkflowCommands(output: string): readonly WorkflowCommand[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => {
    const trimmed = line.trimStart();
    if (!trimmed.startsWith('::')) return [];
    const end = trimmed.indexOf('::', 2);
    if (end < 0) return [];
    const head = trimmed.slice(2, end);
    const blank = head.indexOf(' ');
    const given = blank < 0 ? [] : head.slice(blank + 1).split(',');
    const properties = given.map((pair): readonly [string, string] => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals), unescaped(pair.slice(equals + 1), true)];
    });
    return {
      command: blank < 0 ? head : head.slice(0, blank),
      properties: Object.fromEntries(properties),
      message: unescaped(trimmed.slice(end + 2), false),
    };
  });
}
