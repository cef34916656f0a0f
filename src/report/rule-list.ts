import type { SelectedPack } from '../model/result.ts';
import { shortPath } from '../model/key-path.ts';
import { describeCheck } from './describe-check.ts';
import { counted, valueLabel } from './describe-data.ts';
import { jsonText } from './json/json-text.ts';
import type { TextLine, TextOptions } from './text-line.ts';
import { clipped, displayWidth, EMPTY_LINE, padded, pageWidth, paragraph, renderLines, span } from './text-line.ts';

/** Fewer columns than this say nothing of a title. */
const LEAST_TITLE = 12;

function packLines({ pack, profile, rules }: SelectedPack, width: number): readonly TextLine[] {
  const idColumns = Math.max(0, ...rules.map((rule) => displayWidth(rule.id)));
  const severityColumns = Math.max(0, ...rules.map((rule) => rule.severity.length));
  const profiles = pack.profiles.map(({ id }) => (id === profile.id ? `${id} (selected)` : id)).join(', ');
  const hang = idColumns + severityColumns + 6;
  return [
    [span(`${pack.id} ${pack.version}`, 'strong'), span(`  ${counted(rules.length, 'rule')}`, 'faint')],
    ...paragraph(pack.title, 2, width),
    ...paragraph(`profiles: ${profiles}`, 2, width),
    ...paragraph(`source: ${pack.source.title}, ${pack.source.date}, ${pack.source.url}`, 2, width, 'faint'),
    EMPTY_LINE,
    ...rules.map((rule): TextLine => {
      const room = width - hang;
      return [
        span(`  ${padded(rule.id, idColumns)}  ${padded(rule.severity, severityColumns)}`),
        span(room < LEAST_TITLE ? '' : `  ${clipped(rule.title, room)}`, 'faint'),
      ];
    }),
    EMPTY_LINE,
  ];
}

/** The text of `regaudit rules`: every pack with its rules. */
export function ruleListText(packs: readonly SelectedPack[], options: TextOptions): string {
  const width = pageWidth(options.width);
  const rules = packs.reduce((sum, { rules: { length } }) => sum + length, 0);
  const last = `${counted(packs.length, 'pack')}, ${counted(rules, 'rule')}; more about one: regaudit explain RULE`;
  return renderLines([...packs.flatMap((selected) => packLines(selected, width)), [span(last)]], options.color);
}

/** The JSON of `regaudit rules`: one document with the packs and their rules. */
export function ruleListJson(packs: readonly SelectedPack[]): string {
  const list = packs.map(({ pack, profile, rules }) => ({
    id: pack.id,
    version: pack.version,
    title: pack.title,
    description: pack.description,
    file: pack.file,
    sha256: pack.sha256,
    source: pack.source,
    profile: profile.id,
    profiles: pack.profiles,
    rules: rules.map((rule) => ({
      id: rule.id,
      title: rule.title,
      severity: rule.severity,
      key: rule.key,
      shortKey: shortPath(rule.key),
      value: rule.value,
      valueLabel: valueLabel(rule.value),
      expected: describeCheck(rule.check),
      whenAbsent: rule.whenAbsent,
      rationale: rule.rationale,
      references: rule.references,
      remediation: rule.remediation,
    })),
  }));
  return `${jsonText({ packs: list }, 0)}\n`;
}
