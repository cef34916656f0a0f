import type { Severity } from '../../model/outcome.ts';
import type { RunHeader } from '../../model/result.ts';
import type { Pack, Reference, Rule } from '../../model/rule.ts';
import { neutralise } from '../neutralise.ts';
import { remediationCommand } from '../next-step.ts';
import { levelOfSeverity } from '../problem.ts';
import type { SarifOptions } from '../reporter.ts';
import { descriptionText, messageText } from './sarif-text.ts';

/** GitHub's scale (docs.github.com, SARIF support): over 9.0 critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, else low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.5',
};

/** Where a rule stands in `tool.driver.rules`. */
export interface RuleReference {
  readonly id: string;
  readonly index: number;
}

/** The rules of a run with their indexes, and the frameworks whose controls they name. */
export interface RuleCatalogue {
  readonly rules: readonly object[];
  readonly taxonomies: readonly object[];
  readonly supportedTaxonomies: readonly object[];
  readonly referenceTo: (pack: string, rule: string) => RuleReference;
}

interface Taxonomy {
  readonly name: string;
  readonly index: number;
  readonly taxa: Map<string, { readonly index: number; readonly reference: Reference }>;
}

type ControlReference = Reference & { readonly framework: string; readonly id: string };

function isControl(reference: Reference): reference is ControlReference {
  return reference.framework !== undefined && reference.id !== undefined;
}

/** Frameworks and their controls, each in the order in which the rules name them first. */
function collectTaxonomies(rules: readonly Rule[]): ReadonlyMap<string, Taxonomy> {
  const taxonomies = new Map<string, Taxonomy>();
  for (const reference of rules.flatMap((rule) => rule.references).filter(isControl)) {
    const { framework, id } = reference;
    const taxonomy = taxonomies.get(framework) ?? { name: framework, index: taxonomies.size, taxa: new Map() };
    taxonomies.set(framework, taxonomy);
    if (!taxonomy.taxa.has(id)) taxonomy.taxa.set(id, { index: taxonomy.taxa.size, reference });
  }
  return taxonomies;
}

function isWebAddress(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\/[\w!#$%&'()*+,./:;=?@[\]~-]+$/.test(url);
}

function taxonomyObject({ name, taxa }: Taxonomy, options: SarifOptions) {
  return {
    name: neutralise(name),
    shortDescription: { text: `${descriptionText(name, options)}: the controls that rules of this run refer to.` },
    taxa: [...taxa].map(([id, { reference }]) => ({
      id: neutralise(id),
      shortDescription: { text: descriptionText(reference.title, options) },
      ...(isWebAddress(reference.url) ? { helpUri: reference.url } : {}),
    })),
  };
}

/**
 * Links to the controls that a rule maps to, with both indexes: the viewer of Azure DevOps finds a control only by
 * `taxonomies[toolComponent.index].taxa[index]` (microsoft/sarif-web-component).
 */
function relationshipsOf(rule: Rule, taxonomies: ReadonlyMap<string, Taxonomy>) {
  return rule.references.filter(isControl).flatMap(({ framework, id }) => {
    const taxonomy = taxonomies.get(framework);
    const taxon = taxonomy?.taxa.get(id);
    if (!taxonomy || !taxon) return [];
    return {
      target: {
        id: neutralise(id),
        index: taxon.index,
        toolComponent: { name: neutralise(taxonomy.name), index: taxonomy.index },
      },
      kinds: ['relevant'],
    };
  });
}

function referenceText({ title, framework, id, url }: Reference): string {
  const control = framework === undefined ? '' : ` (${[framework, id].filter(Boolean).join(' ')})`;
  return `${title}${control}${url === undefined ? '' : `: ${url}`}`;
}

function helpOf(rule: Rule, options: SarifOptions) {
  const command = remediationCommand(rule);
  const restart = rule.remediation.restart ? ' Restart the machine afterwards.' : '';
  const references = rule.references.map((reference) => neutralise(referenceText(reference)));
  const why = neutralise(rule.rationale);
  const fix = neutralise(`${rule.remediation.text}${restart}`);
  const text = [why, fix, neutralise(command), ...references].join('\n');
  const markdown = [
    why,
    `**How to fix:** ${fix}`,
    `\`\`\`\n${neutralise(command)}\n\`\`\``,
    ...(references.length > 0 ? [references.map((reference) => `- ${reference}`).join('\n')] : []),
  ].join('\n\n');
  return { text: messageText(text, options), markdown: messageText(markdown, options) };
}

/** `aadc-net4-schusestrongcrypto` as the kind of name that the standard wants beside an id (3.49.7). */
function pascalCase(id: string): string {
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function ruleObject(id: string, rule: Rule, pack: Pack, taxonomies: ReadonlyMap<string, Taxonomy>, o: SarifOptions) {
  const relationships = relationshipsOf(rule, taxonomies);
  const helpUri = rule.references.map(({ url }) => url).find(isWebAddress) ?? pack.source.url;
  return {
    id,
    name: pascalCase(rule.id),
    shortDescription: { text: descriptionText(rule.title, o) },
    fullDescription: { text: descriptionText(rule.rationale, o) },
    help: helpOf(rule, o),
    ...(isWebAddress(helpUri) ? { helpUri } : {}),
    defaultConfiguration: { level: levelOfSeverity(rule.severity) },
    ...(relationships.length > 0 ? { relationships } : {}),
    properties: {
      // GitHub keeps ten tags of a rule.
      tags: ['security', 'windows-registry', neutralise(pack.id)],
      precision: 'very-high',
      'security-severity': SECURITY_SEVERITY[rule.severity],
      'problem.severity': levelOfSeverity(rule.severity) === 'note' ? 'recommendation' : levelOfSeverity(rule.severity),
    },
  };
}

/** Every selected rule as a descriptor; a rule id that two packs share is written with its pack before it. */
export function ruleCatalogue(run: RunHeader, options: SarifOptions): RuleCatalogue {
  const selected = run.packs.flatMap(({ pack, rules }) => rules.map((rule) => ({ pack, rule })));
  const taxonomies = collectTaxonomies(selected.map(({ rule }) => rule));
  const uses = new Map<string, number>();
  for (const { rule } of selected) uses.set(rule.id, (uses.get(rule.id) ?? 0) + 1);
  const references = new Map<string, RuleReference>();
  const rules = selected.map(({ pack, rule }, index) => {
    const id = (uses.get(rule.id) ?? 0) > 1 ? `${pack.id}/${rule.id}` : rule.id;
    references.set(`${pack.id}\0${rule.id}`, { id, index });
    return ruleObject(id, rule, pack, taxonomies, options);
  });
  const listed = [...taxonomies.values()];
  return {
    rules,
    taxonomies: listed.map((taxonomy) => taxonomyObject(taxonomy, options)),
    supportedTaxonomies: listed.map(({ name, index }) => ({ name: neutralise(name), index })),
    referenceTo: (pack, rule) => {
      const reference = references.get(`${pack}\0${rule}`);
      if (!reference) throw new Error(`rule ${rule} of pack ${pack} is not among the selected rules`);
      return reference;
    },
  };
}
