import type { RuleResult } from '../model/result.ts';
import type { Rule } from '../model/rule.ts';
import { foldName, lastSegment, parentPath, shortPath } from '../model/key-path.ts';

/** What somebody can do about a result: a sentence, and the commands (on the machine itself) where there are any. */
export interface NextStep {
  readonly text: string;
  readonly commands: readonly string[];
}

/** reg.exe reads `\"` inside a quoted argument as a quote. */
function argument(text: string): string {
  return `"${text.replaceAll('"', String.raw`\"`)}"`;
}

function bareOrQuoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : argument(text);
}

function valueArgument(name: string): string {
  return name === '' ? '/ve' : `/v ${bareOrQuoted(name)}`;
}

/** The `reg add` line that brings a value into compliance, or the `reg delete` line when it has to go. */
export function remediationCommand(rule: Rule): string {
  const key = argument(shortPath(rule.key));
  const { set } = rule.remediation;
  if (!set) return `reg delete ${key} ${valueArgument(rule.value)} /f`;
  // reg.exe separates the items of a REG_MULTI_SZ by the two characters \0.
  const data = typeof set.data === 'object' ? set.data.join(String.raw`\0`) : String(set.data);
  return `reg add ${key} ${valueArgument(rule.value)} /t ${set.type} /d ${bareOrQuoted(data)} /f`;
}

/**
 * Keys that exist on every Windows machine of interest: `reg export` fails on a key that is absent, and then proves
 * nothing, so the tree above is what has to be collected.
 */
const COLLECTED_TREES: readonly string[] = ['\\SECURITYPROVIDERS\\SCHANNEL', '\\MICROSOFT\\.NETFRAMEWORK'];

function treeToCollect(key: string): string {
  const folded = foldName(key);
  for (const tree of COLLECTED_TREES) {
    const end = folded.indexOf(`${tree}\\`) + tree.length;
    if (end >= tree.length) return key.slice(0, end);
  }
  const parent = parentPath(key);
  return parent !== null && parent.split('\\').length > 2 ? parent : key;
}

function fileStem(key: string): string {
  const stem = lastSegment(key)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${stem || 'registry'}${foldName(key).includes('\\WOW6432NODE\\') ? '-wow' : ''}`;
}

/** The `reg export` lines that collect what covers `keys`: each tree once, in the order of the keys. */
export function collectCommands(keys: readonly string[]): readonly string[] {
  const trees = new Map<string, string>();
  const stems = new Set<string>();
  for (const key of keys) {
    const tree = treeToCollect(key);
    if (trees.has(foldName(tree))) continue;
    const stem = fileStem(tree);
    let unique = stem;
    for (let i = 2; stems.has(unique); i++) unique = `${stem}-${i}`;
    stems.add(unique);
    trees.set(foldName(tree), `reg export ${argument(shortPath(tree))} ${unique}.reg /y`);
  }
  return [...trees.values()];
}

function collectAgain(result: RuleResult, text: string): NextStep {
  return { text, commands: collectCommands([result.rule.key]) };
}

function setExplicitly(result: RuleResult): NextStep {
  return {
    text: 'Set the value explicitly; then no default decides.',
    commands: [remediationCommand(result.rule)],
  };
}

function afterFailure(result: RuleResult): NextStep {
  if (result.reason === 'protocol-unsupported')
    return { text: 'No registry value helps: this Windows build does not have the protocol.', commands: [] };
  return { text: result.rule.remediation.text, commands: [remediationCommand(result.rule)] };
}

function afterUnknown(result: RuleResult): NextStep {
  switch (result.reason) {
    case 'not-collected':
      return collectAgain(result, 'Collect what is missing from the machine and scan it together with this evidence.');
    case 'tainted':
      return collectAgain(result, 'Collect it again: the evidence is damaged at this place.');
    case 'truncated':
      return collectAgain(result, 'Collect it again: the file ends too early.');
    case 'conflict':
      return collectAgain(result, 'Scan only the evidence that is current, or collect it again.');
    case 'type-unstated':
      return collectAgain(result, 'Collect evidence that states the type of the value.');
    case 'control-set-unstated':
      return {
        text: 'Collect HKLM\\SYSTEM\\Select too, or name the current control set with --control-set N.',
        commands: ['reg export "HKLM\\SYSTEM\\Select" select.reg /y'],
      };
    case 'control-set-missing':
      return {
        text: 'Collect HKLM\\SYSTEM as a whole, or name a control set that the evidence holds with --control-set N.',
        commands: ['reg export "HKLM\\SYSTEM" system.reg /y'],
      };
    case 'two-computers':
      return { text: 'Scan each computer on its own; if it is one computer, say so with --host NAME.', commands: [] };
    case 'os-build-unknown':
      return {
        text: 'Collect the Windows version too.',
        commands: ['reg export "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion" windows-version.reg /y'],
      };
    case 'os-build-not-in-table':
    case 'os-default-unclear':
    case 'depends-on-target-framework':
      return setExplicitly(result);
    default:
      return { text: `See: regaudit explain ${result.rule.id}`, commands: [] };
  }
}

/** What to do about a result, or null when nothing has to be done. */
export function nextStep(result: RuleResult): NextStep | null {
  switch (result.outcome) {
    case 'pass':
    case 'notapplicable':
    case 'informational':
      return null;
    case 'fail':
      return afterFailure(result);
    case 'unknown':
      return afterUnknown(result);
    case 'error':
      return { text: 'Please report this defect of regaudit with the message above.', commands: [] };
  }
}
