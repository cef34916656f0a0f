import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ArtifactReport, HostReport, RunHeader } from '../../model/result.ts';
import type { Fact, HostFacts } from '../../model/snapshot.ts';
import { coverageOf } from '../coverage.ts';
import { contextFor } from '../describe-host.ts';
import { headlinesOf } from '../headline.ts';
import { diagnosticWords } from '../messages.ts';
import { locationObject } from './result-object.ts';

function factObject(fact: Fact<string | number | boolean> | null) {
  if (fact === null) return null;
  return { value: fact.value, location: locationObject(fact.lookup?.evidence.location ?? null) };
}

function factsObject(facts: HostFacts) {
  return {
    computerName: factObject(facts.computerName),
    osBuild: factObject(facts.osBuild),
    osRevision: factObject(facts.osRevision),
    osProduct: factObject(facts.osProduct),
    osDisplayVersion: factObject(facts.osDisplayVersion),
    bitness: factObject(facts.bitness),
    controlSet: factObject(facts.controlSet),
    entraConnectVersion: factObject(facts.entraConnectVersion),
    entraConnectPresent: factObject(facts.entraConnectPresent),
  };
}

function artifactObject(artifact: ArtifactReport) {
  const { encoding, format, counts } = artifact;
  return {
    artifact: artifact.artifact,
    sha256: artifact.sha256,
    byteLength: artifact.byteLength,
    encoding: { name: encoding.name, how: encoding.how, certainty: encoding.certainty },
    format: { name: format.name, version: format.version, how: format.how },
    parts: artifact.parts.map(({ form, roots, lastKey }) => ({
      form: form.kind,
      because: form.kind === 'export' ? null : form.because,
      roots: roots.map(({ path, location }) => ({ path, location: locationObject(location) })),
      lastKey: lastKey && { path: lastKey.path, location: locationObject(lastKey.location) },
    })),
    counts: {
      lines: counts.lines,
      keys: counts.keys,
      values: counts.values,
      damagedValues: counts.damagedValues,
    },
  };
}

function coverageObject(host: HostReport) {
  const { results, decided, undecided, reasons, roots } = coverageOf(host);
  return {
    results,
    decided,
    undecided,
    reasons: Object.fromEntries(reasons),
    roots: roots.map(({ path, form, location }) => ({ path, form, location: locationObject(location) })),
  };
}

/** One host as the `json` report writes it. */
export function hostObject(host: HostReport, run: RunHeader) {
  const headlines = headlinesOf(host, run);
  return {
    name: host.name,
    source: host.source,
    headline: headlines.map((headline) => headline.text).join('; '),
    headlines,
    artifacts: host.artifacts.map(artifactObject),
    facts: factsObject(host.facts),
    context: contextFor(host.facts, run).map(({ id, text }) => ({ id, text })),
    coverage: coverageObject(host),
  };
}

/** One diagnostic as the `json` report writes it; `host` is null for a file that belongs to no host. */
export function diagnosticObject(diagnostic: Diagnostic, host: string | null) {
  const { message, help } = diagnosticWords(diagnostic);
  return {
    code: diagnostic.code,
    level: diagnostic.level,
    message,
    help,
    host,
    args: diagnostic.args,
    location: locationObject(diagnostic.location),
  };
}
