import type { GateCause, GateOptions, RunHeader, RunSummary } from '../model/result.ts';
import { outcomesText } from './coverage.ts';
import { counted } from './describe-data.ts';

const MOST_HOSTS = 3;

/** Why a gate did not pass, as a phrase. */
export function gateCauseText(cause: GateCause): string {
  switch (cause.kind) {
    case 'findings':
      return `${counted(cause.count, 'finding')} at or above ${cause.failOn}`;
    case 'missing-evidence':
      return `${cause.count} without evidence`;
    case 'undecided-host': {
      const shown = cause.hosts.slice(0, MOST_HOSTS);
      const more = cause.count > shown.length ? ` and ${cause.count - shown.length} more` : '';
      return `nothing decided for ${shown.join(', ')}${more}`;
    }
    case 'internal-error':
      return counted(cause.count, 'internal error');
    case 'unreadable-input':
      return cause.count === 0 ? 'nothing was scanned' : `${counted(cause.count, 'input')} not usable`;
  }
}

function gateText(gate: GateOptions, summary: RunSummary): string {
  const causes = summary.gate.causes.map(gateCauseText).join('; ');
  const because = causes === '' ? '' : ` (${causes})`;
  switch (summary.gate.exitCode) {
    case 0: {
      const tolerated: string[] = [];
      const { fail, unknown } = summary.outcomes;
      if (fail > 0) tolerated.push(`${counted(fail, 'finding')} below ${gate.failOn}`);
      if (unknown > 0)
        tolerated.push(`${unknown} without evidence allowed by --missing-evidence ${gate.missingEvidence}`);
      return `gate passed${tolerated.length > 0 ? ` (${tolerated.join('; ')})` : ''}`;
    }
    case 1:
      return `gate failed${because}`;
    case 2:
      return `not completed${because}`;
  }
}

/** The whole run on one line: `1 host, 8 rules: 5 pass, 2 fail, 1 unknown - gate failed (...)`. */
export function runSummaryText(run: RunHeader, summary: RunSummary): string {
  const rules = run.packs.reduce((sum, selected) => sum + selected.rules.length, 0);
  const each = summary.hosts > 1 ? ' each' : '';
  const scope = `${counted(summary.hosts, 'host')}, ${counted(rules, 'rule')}${each}`;
  return `${scope}: ${outcomesText(summary.outcomes)} - ${gateText(run.gate, summary)}`;
}
