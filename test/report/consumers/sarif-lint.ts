/** The parts of a log that the lint looks at; everything may be missing. */
export interface SarifLog {
  readonly $schema?: string;
  readonly version?: string;
  readonly runs: readonly SarifRun[];
}

interface SarifRun {
  readonly tool: { readonly driver: { readonly rules?: readonly SarifRule[] } };
  readonly results?: readonly SarifResult[];
  readonly artifacts?: readonly { readonly location: { readonly uri: string }; readonly hashes?: object }[];
  readonly taxonomies?: readonly { readonly name: string; readonly taxa: readonly { readonly id: string }[] }[];
  readonly columnKind?: string;
  readonly automationDetails?: { readonly id?: string; readonly guid?: string };
  readonly invocations?: readonly {
    readonly executionSuccessful?: unknown;
    readonly startTimeUtc?: string;
    readonly endTimeUtc?: string;
    readonly exitCode?: number;
    readonly toolExecutionNotifications?: readonly {
      readonly level?: string;
      readonly message: { readonly text: string };
      readonly descriptor: { readonly id: string };
      readonly locations?: readonly SarifLocation[];
    }[];
  }[];
  readonly properties?: object;
}

interface SarifRule {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription?: { readonly text: string };
  readonly fullDescription?: { readonly text: string };
  readonly help?: { readonly text: string };
  readonly relationships?: readonly {
    readonly target: {
      readonly id: string;
      readonly index: number;
      readonly toolComponent: { readonly name: string; readonly index: number };
    };
  }[];
  readonly properties?: { readonly 'security-severity'?: unknown; readonly tags?: readonly string[] };
}

interface SarifLocation {
  readonly physicalLocation?: {
    readonly artifactLocation?: { readonly uri?: string; readonly index?: number };
    readonly region?: {
      readonly startLine?: number;
      readonly startColumn?: number;
      readonly endLine?: number;
      readonly endColumn?: number;
      readonly byteOffset?: number;
      readonly snippet?: { readonly text: string };
    };
  };
  readonly logicalLocations?: readonly { readonly kind: string; readonly fullyQualifiedName: string }[];
}

export interface SarifResult {
  readonly ruleId?: string;
  readonly ruleIndex?: number;
  readonly kind?: string;
  readonly level?: string;
  readonly message: { readonly text: string };
  readonly locations?: readonly SarifLocation[];
  readonly relatedLocations?: readonly (SarifLocation & { readonly id?: number })[];
  readonly partialFingerprints?: Readonly<Record<string, string>>;
  readonly suppressions?: unknown;
  readonly baselineState?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
}

const KINDS: ReadonlySet<string> = new Set(['pass', 'open', 'informational', 'notApplicable', 'review', 'fail']);
const LEVELS: ReadonlySet<string> = new Set(['none', 'note', 'warning', 'error']);
/** Versions 1 to 5, as the schema of OASIS demands. */
const GUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function uriProblems(location: SarifLocation, run: SarifRun): readonly string[] {
  const place = location.physicalLocation?.artifactLocation;
  if (place?.uri === undefined) return ['a location without physicalLocation.artifactLocation.uri'];
  const problems: string[] = [];
  if (/^[A-Za-z][\w+.-]*:|^\//.test(place.uri)) problems.push(`absolute URI ${place.uri}`);
  if (place.uri.split('/').includes('..')) problems.push(`URI ${place.uri} leaves the root`);
  if (/[^\w!#$%&'()*+,./:;=?@[\]~-]/.test(place.uri)) problems.push(`URI ${place.uri} holds what must be escaped`);
  if (place.index !== undefined && run.artifacts?.[place.index]?.location.uri !== place.uri)
    problems.push(`index ${place.index} is not artifact ${place.uri}`);
  return problems;
}

function regionProblems({ physicalLocation }: SarifLocation): readonly string[] {
  const region = physicalLocation?.region;
  if (!region) return ['no region'];
  const { startLine, startColumn, endLine, endColumn, byteOffset } = region;
  if (!startLine || !startColumn || !endLine || !endColumn) return ['a region without all four numbers'];
  const problems = byteOffset === undefined ? [] : ['byteOffset on text'];
  if (endLine < startLine || (endLine === startLine && endColumn < startColumn))
    problems.push('a region that ends first');
  return problems;
}

function resultProblems(result: SarifResult, run: SarifRun): readonly string[] {
  const problems: string[] = [];
  const { kind = 'fail', level = 'warning', locations = [] } = result;
  if (!KINDS.has(kind)) problems.push(`kind ${kind}`);
  if (!LEVELS.has(level)) problems.push(`level ${level}`);
  if (kind !== 'fail' && level !== 'none') problems.push(`${kind} with level ${level}`);
  if (kind === 'fail' && level === 'none') problems.push('fail without level');
  const descriptor = run.tool.driver.rules?.[result.ruleIndex ?? -1];
  if (descriptor === undefined || descriptor.id !== result.ruleId) problems.push(`no descriptor for ${result.ruleId}`);
  if (result.message.text === '') problems.push('empty message');
  if (!/^[0-9a-f]{16}:\d+$/.test(result.partialFingerprints?.['primaryLocationLineHash'] ?? ''))
    problems.push('no primaryLocationLineHash');
  if (locations.length === 0) problems.push('no location');
  for (const location of [...locations, ...(result.relatedLocations ?? [])])
    problems.push(...uriProblems(location, run), ...regionProblems(location));
  return problems;
}

function ruleProblems(rule: SarifRule, run: SarifRun): readonly string[] {
  const problems: string[] = [];
  const severity = rule.properties?.['security-severity'];
  if (typeof severity !== 'string' || !(Number(severity) > 0 && Number(severity) <= 10))
    problems.push(`${rule.id}: security-severity ${String(severity)}`);
  if ((rule.properties?.tags?.length ?? 0) > 10) problems.push(`${rule.id}: more than ten tags`);
  for (const field of ['shortDescription', 'fullDescription', 'help'] as const) {
    const length = rule[field]?.text.length ?? 0;
    if (length === 0 || (field !== 'help' && length > 1024)) problems.push(`${rule.id}: ${field}`);
  }
  if ((rule.name?.length ?? 0) > 255) problems.push(`${rule.id}: name`);
  for (const { target } of rule.relationships ?? []) {
    const taxonomy = run.taxonomies?.[target.toolComponent.index];
    if (taxonomy?.name !== target.toolComponent.name || taxonomy.taxa[target.index]?.id !== target.id)
      problems.push(`${rule.id}: no taxon ${target.id} at its indexes`);
  }
  return problems;
}

function isMixed(results: readonly SarifResult[], property: 'suppressions' | 'baselineState'): boolean {
  return (
    results.some((result) => result[property] !== undefined) && results.some((result) => result[property] === undefined)
  );
}

function runProblems(run: SarifRun): readonly string[] {
  const { results = [], artifacts = [], invocations = [] } = run;
  const problems: string[] = [];
  if (results.length > 0 && run.columnKind !== 'utf16CodeUnits') problems.push('no columnKind');
  for (const property of ['suppressions', 'baselineState'] as const)
    if (isMixed(results, property)) problems.push(`${property} on some results only`);
  const ids = (run.tool.driver.rules ?? []).map(({ id }) => id);
  if (new Set(ids).size < ids.length) problems.push('two rules with one id');
  const prints = results.map((result) => result.partialFingerprints?.['primaryLocationLineHash']);
  if (new Set(prints).size < prints.length) problems.push('two results with one fingerprint');
  const uris = artifacts.map(({ location }) => location.uri);
  if (new Set(uris).size < uris.length) problems.push('two artifacts with one URI');
  const guid = run.automationDetails?.guid;
  if (guid !== undefined && !GUID.test(guid)) problems.push(`guid ${guid}`);
  for (const { endTimeUtc, startTimeUtc, executionSuccessful, toolExecutionNotifications = [] } of invocations) {
    for (const instant of [endTimeUtc, startTimeUtc])
      if (instant !== undefined && !INSTANT.test(instant)) problems.push(`date-time ${instant}`);
    if (typeof executionSuccessful !== 'boolean') problems.push('executionSuccessful');
    for (const { level = 'warning', locations = [] } of toolExecutionNotifications) {
      if (!LEVELS.has(level)) problems.push(`notification level ${level}`);
      for (const location of locations) problems.push(...uriProblems(location, run));
    }
  }
  return problems;
}

/** What schema and multitool let pass although a consumer stumbles over it (formats/FORMATS.md, 1.2 and 1.3). */
export function lintSarif(log: SarifLog): readonly string[] {
  return log.runs.flatMap((run) => [
    ...runProblems(run),
    ...(run.tool.driver.rules ?? []).flatMap((rule) => ruleProblems(rule, run)),
    ...(run.results ?? []).flatMap((result, i) =>
      resultProblems(result, run).map((problem) => `results[${i}]: ${problem}`),
    ),
  ]);
}
