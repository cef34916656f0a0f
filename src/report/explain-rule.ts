import type { Applicability, Check, Pack, Profile, Reference, Rule, WhenAbsent } from '../model/rule.ts';
import { shortPath } from '../model/key-path.ts';
import { describeCheck } from './describe-check.ts';
import { valueLabel } from './describe-data.ts';
import { collectCommands, remediationCommand } from './next-step.ts';
import type { TextLine, TextOptions } from './text-line.ts';
import { EMPTY_LINE, padded, pageWidth, paragraph, renderLines, span, wrapped } from './text-line.ts';

const LABEL_COLUMNS = 15;

const ABSENT_WORDS: Readonly<Record<WhenAbsent, string>> = {
  fail: 'A proven absence fails: the document wants the value to be set.',
  pass: 'A proven absence passes: the document accepts the default of Windows.',
  unknown: 'A proven absence is not decided: alone it says too little.',
  notapplicable: 'A proven absence means that the rule does not apply.',
};

/** A labelled line; what is too long for it hangs below its own beginning. */
function entry(label: string, text: string, width: number): readonly TextLine[] {
  const lead = padded(label, LABEL_COLUMNS);
  return wrapped(text, width - LABEL_COLUMNS).map((line, i) => [
    span(i === 0 ? lead : ' '.repeat(LABEL_COLUMNS), 'faint'),
    span(line),
  ]);
}

function whole(label: string, text: string): TextLine {
  return [span(padded(label, LABEL_COLUMNS), 'faint'), span(text)];
}

function section(title: string, lines: readonly TextLine[]): readonly TextLine[] {
  return lines.length === 0 ? [] : [EMPTY_LINE, [span(title, 'strong')], ...lines];
}

/** What one profile expects of a rule. */
function profileText(profile: Profile, rule: Rule): string {
  if (profile.reading === 'effective') {
    const expected = describeCheck(rule.effective ?? rule.check);
    return rule.effective
      ? `${expected}; the default of Windows counts`
      : `${expected} (there is no effective reading of its own)`;
  }
  const acceptsOthers = rule.check.kind === 'equals' && rule.check.acceptNonZero === true && !profile.strict;
  return `${describeCheck(rule.check)}${acceptsOthers ? '; another non-zero number passes with the reason nonstandard-nonzero' : ''}`;
}

function applicabilityText({ osBuild, bitness }: Applicability): string {
  const parts: string[] = [];
  if (osBuild?.min !== undefined) parts.push(`Windows build ${osBuild.min} or later`);
  if (osBuild?.max !== undefined) parts.push(`Windows build ${osBuild.max} or earlier`);
  if (bitness !== undefined) parts.push(`${bitness}-bit Windows`);
  return parts.join(', ');
}

/** The whole state that an effective check looks at, where it is more than the rule's own value. */
function alsoReads(check: Check | undefined): string | null {
  if (check?.kind !== 'schannelProtocol') return null;
  return `Enabled and DisabledByDefault of ${check.protocol} (${check.side} side) and, where they are absent, the Windows build`;
}

function referenceText({ title, url, framework, id }: Reference): string {
  const control = [framework, id].filter((part) => part !== undefined).join(' ');
  return [control === '' ? title : `${control}: ${title}`, ...(url === undefined ? [] : [url])].join(', ');
}

/** The pack's source first; a reference of the rule to the same page adds nothing. */
function referenceLines({ source }: Pack, rule: Rule, width: number): readonly TextLine[] {
  const own = rule.references.filter(({ url, framework }) => url !== source.url || framework !== undefined);
  const references: readonly Reference[] = [{ title: `${source.title} (${source.date})`, url: source.url }, ...own];
  return references.flatMap((reference) =>
    wrapped(referenceText(reference), width - 4).map((line, i) => [span(i === 0 ? '  - ' : '    '), span(line)]),
  );
}

function factLines(pack: Pack, rule: Rule, width: number): readonly TextLine[] {
  const also = alsoReads(rule.effective);
  const applies = rule.applicability ? applicabilityText(rule.applicability) : '';
  return [
    ...entry('severity', rule.severity, width),
    ...entry('pack', `${pack.id} ${pack.version} (${pack.title})`, width),
    whole('key', shortPath(rule.key)),
    whole('value', valueLabel(rule.value)),
    ...entry('expected', describeCheck(rule.check), width),
    ...entry('absent', ABSENT_WORDS[rule.whenAbsent], width),
    ...entry('not collected', 'A value that the evidence does not cover is unknown, never absent.', width),
    ...(also === null ? [] : entry('also reads', also, width)),
    ...(applies === '' ? [] : entry('applies to', applies, width)),
  ];
}

/** The text of `regaudit explain`: everything that a pack says about one rule, and the commands that go with it. */
export function explainRule(pack: Pack, rule: Rule, options: TextOptions): string {
  const width = pageWidth(options.width);
  const { remediation } = rule;
  return renderLines(
    [
      [span(rule.id, 'strong')],
      ...paragraph(rule.title, 0, width),
      EMPTY_LINE,
      ...factLines(pack, rule, width),
      ...section(
        'Profiles',
        pack.profiles.flatMap((profile) => [
          [span(`  ${profile.id}`), span(`  ${profile.title}`, 'faint')],
          ...paragraph(profileText(profile, rule), 4, width),
        ]),
      ),
      ...section('Why', paragraph(rule.rationale, 2, width)),
      ...section('What to do', [
        ...paragraph(remediation.text, 2, width),
        [span(`    ${remediationCommand(rule)}`)],
        ...(remediation.restart
          ? paragraph('Restart the machine afterwards: only then does it take effect.', 2, width)
          : []),
      ]),
      ...section(
        'How to collect the evidence',
        collectCommands([rule.key]).map((command) => [span(`    ${command}`)]),
      ),
      ...section('References', referenceLines(pack, rule, width)),
    ],
    options.color,
  );
}
