import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { OUTCOMES, SEVERITIES } from '../../../src/model/outcome.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import type { RunHeader } from '../../../src/model/result.ts';
import { NO_HTML_OPTIONS } from '../../../src/report/html/html-options.ts';
import { htmlReporter } from '../../../src/report/html/html-reporter.tsx';
import { hostileFile, hostileHost } from '../hostile-host.ts';
import { HOSTILE_TEXTS } from '../hostile-text.ts';
import { runReport } from '../run-report.ts';
import { emptyHost, HEADER, host, pack, passing, rule, sampleHosts, summaryOf } from '../sample-run.ts';
import { htmlReport } from './html-report.ts';
import { largeReport } from './large-report.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // The renderer writes void elements as `<br/>`, which HTML allows.
    'void-style': ['error', { style: 'selfclosing' }],
    // Long lines of markup are of no concern; the document has no trailing blanks to speak of.
    'no-trailing-whitespace': 'off',
  },
});

/** What html-validate has against a page, one line each. */
function problemsOf(html: string): readonly string[] {
  const report = validator.validateStringSync(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`),
  );
}

interface JsonReport {
  readonly results: readonly { readonly host: string; readonly outcome: Outcome; readonly severity: string }[];
  readonly diagnostics: readonly unknown[];
  readonly summary: {
    readonly outcomes: Readonly<Record<Outcome, number>>;
    readonly failures: Readonly<Record<string, number>>;
  };
}

function countOf(html: string, pattern: RegExp): number {
  return [...html.matchAll(pattern)].length;
}

describe('the markup', () => {
  it.each([
    ['the sample', async () => htmlReport(sampleHosts())],
    ['one clean host', async () => htmlReport([host('APP01', passing())], { options: NO_HTML_OPTIONS })],
    ['no host at all', async () => htmlReport([])],
    ['a large run', async () => largeReport({ hosts: 60, rules: 45, failing: 0.2, missing: 0.1 })],
  ])('is valid HTML: %s', async (_, make) => {
    expect(problemsOf(await make())).toEqual([]);
  });

  it.each(HOSTILE_TEXTS)('is valid HTML with hostile text: %s', async (_, hostile) => {
    const html = await htmlReport([hostileHost(hostile)], {
      options: { title: hostile, classification: hostile, period: hostile, recipients: hostile },
      diagnostics: [hostileFile(hostile)],
    });
    expect(problemsOf(html)).toEqual([]);
    expect(html.length).toBeLessThan(400_000);
  });

  it('canary: the validator refuses broken markup', async () => {
    const html = await htmlReport(sampleHosts());
    expect(problemsOf(html.replace('</main>', '<p><div></p></main>'))).not.toEqual([]);
    expect(problemsOf(html.replace('<main id="main"', '<main id="summary"'))).not.toEqual([]);
    expect(problemsOf(html.replace('</main>', '<img src="data:,"></main>'))).not.toEqual([]);
  });
});

describe('the counts', () => {
  it('agree with the JSON report', async () => {
    const hosts = sampleHosts();
    const html = await htmlReport(hosts);
    const json = JSON.parse(await runReport('json', hosts)) as JsonReport;
    for (const outcome of ['pass', 'fail', 'unknown'] as const)
      expect(html).toContain(`<dt>${outcome}</dt><dd>${json.summary.outcomes[outcome]}</dd>`);
    for (const severity of SEVERITIES) {
      const word = severity.charAt(0).toUpperCase() + severity.slice(1);
      expect(html).toContain(`<th scope="row">${word}</th><td class="amount">${json.summary.failures[severity]}</td>`);
    }
    for (const outcome of OUTCOMES) {
      const rows = json.results.filter((result) => result.outcome === outcome).length;
      expect(countOf(html, new RegExp(`<tr class="${outcome}" data-rule=`, 'g')), outcome).toBe(rows);
    }
    const problems = json.results.filter(({ outcome }) => ['fail', 'unknown', 'error'].includes(outcome)).length;
    const told = countOf(html, /<article class="finding/g) + countOf(html, /<li data-host=/g);
    expect(told).toBe(problems);
    expect(countOf(html, /class="badge level-/g)).toBe(json.diagnostics.length);
  });

  it('agree with the JSON report when results are told briefly', async () => {
    const html = await largeReport({ hosts: 100, rules: 45, failing: 0.2, missing: 0.1 });
    const total = (outcome: string): number =>
      [...html.matchAll(new RegExp(`<p class="numbers" data-outcome="${outcome}">(.*?)</p>`, 'g'))].reduce(
        (sum, [, inside = '']) => sum + countOf(inside, /<a /g),
        0,
      );
    for (const outcome of ['fail', 'unknown']) {
      const [, counted = ''] = new RegExp(`<dt>${outcome}</dt><dd>([\\d,]+)</dd>`).exec(html) ?? [];
      expect(total(outcome), outcome).toBe(Number(counted.replace(',', '')));
      expect(total(outcome)).toBeGreaterThan(100);
    }
    const findings = countOf(html, /<article class="finding/g);
    expect(findings + countOf(html, /<li data-host=/g)).toBe(total('fail') + total('unknown'));
    expect(findings).toBeLessThanOrEqual(45 * 20);
  });
});

describe('the size', () => {
  it.each([
    ['few problems', { hosts: 1_000, rules: 100, failing: 0.02, missing: 0.01 }],
    ['some problems', { hosts: 1_000, rules: 100, failing: 0.07, missing: 0.03 }],
    ['many problems', { hosts: 1_000, rules: 100, failing: 0.25, missing: 0.1 }],
    ['nothing but problems', { hosts: 1_000, rules: 100, failing: 0.9, missing: 0.1 }],
  ])('stays below 5 MB for 1,000 hosts and 100 rules: %s', async (_, options) => {
    const html = await largeReport(options);
    expect(new TextEncoder().encode(html).length).toBeLessThan(5_000_000);
    expect(countOf(html, /<article class="host"/g)).toBe(1_000);
    expect(countOf(html, /<article class="rule"/g)).toBe(100);
  });
});

describe('what the report says', () => {
  it('shows expected, found, evidence, the effective reading and the fix', async () => {
    const html = await htmlReport(sampleHosts());
    for (const text of [
      'TLS 1.2 audit of the identity servers',
      'Confidential',
      '1 to 31 December 2025',
      'Internal audit',
      '2026-01-02 03:04:05 UTC',
      'Not passed',
      'exports/<wbr/>dc01.reg:9:1',
      '&quot;SchUseStrongCrypto&quot;=&quot;1&quot;',
      'TLS 1.2 (server side) is on by default on build 20348',
      'The synchronisation service talks to the cloud over Schannel.',
      '/v SchUseStrongCrypto /t REG_DWORD /d 1 /f',
      'Restart the machine afterwards:',
      'DISA STIG V-218821',
      'reg export &quot;HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL&quot; schannel.reg /y',
      'b'.repeat(64),
      'a'.repeat(64),
      'UTF-16LE, by byte order mark (certain)',
      'reg 5.00, by content',
      'whether the machine was restarted after the last change',
      'the last key that it shows is',
    ])
      expect(html, text).toContain(text);
  });

  it.each([
    ['passes', { hosts: [host('A', passing())], gate: HEADER.gate }, '>Passed<'],
    [
      'is tolerated',
      {
        hosts: [host('A', passing()), { ...emptyHost(), results: emptyHost().results.slice(0, 1) }],
        gate: { failOn: 'low', missingEvidence: 'warn' },
      },
      '>Passed with reservations<',
    ],
  ] as const)('says what a run comes to that %s', async (_, { hosts, gate }, words) => {
    const summary = { ...summaryOf(hosts, gate), gate: { exitCode: 0, causes: [] } } as const;
    expect(await htmlReport(hosts, { header: { ...HEADER, gate }, summary })).toContain(words);
  });

  it('never calls a run complete that is not', async () => {
    const hosts = [host('A', passing())];
    const gate = { exitCode: 2, causes: [{ kind: 'unreadable-input', count: 1 }] } as const;
    const html = await htmlReport(hosts, { summary: { ...summaryOf(hosts), gate } });
    expect(html).toContain('>Not completed<');
    expect(html).toContain('1 input not usable');
  });

  it('leaves out what was not given', async () => {
    const html = await htmlReport(sampleHosts(), { options: NO_HTML_OPTIONS });
    expect(html).toContain('<title>TLS 1.2 enforcement for Azure AD Connect</title>');
    for (const absent of ['classification">', '<dt>Period', '<dt>Recipients', 'undefined', '[object Object]'])
      expect(html).not.toContain(absent);
  });

  it('shows the command line where the run states it', async () => {
    const header: RunHeader = { ...HEADER, options: { commandLine: ['scan', 'exports/', '-f', 'html'] } };
    expect(await htmlReport(sampleHosts(), { header })).toContain('<code>scan exports/ -f html</code>');
  });

  it('links to web addresses only', async () => {
    const evil = rule({ references: [{ title: 'evil', url: 'javascript:alert(1)' }] });
    const of = pack({ rules: [evil], source: { title: 's', url: 'data:text/html,x', date: '2020-01-01' } });
    const [selected] = HEADER.packs;
    if (!selected) throw new Error('no pack');
    const header: RunHeader = { ...HEADER, packs: [{ ...selected, pack: of, rules: [evil] }] };
    const html = await htmlReport([], { header });
    expect(
      [...html.matchAll(/href="([^"#]*)/g)].map(([, href]) => href).filter((href) => href !== '' && href !== 'data:,'),
    ).toEqual([]);
  });
});

describe('the reporter', () => {
  it('gives the same bytes for the same run', async () => {
    expect(await htmlReport(sampleHosts())).toBe(await htmlReport(sampleHosts()));
  });

  it('keeps nothing between two reports, and says when it was not begun', () => {
    const reporter = htmlReporter({ color: false, width: null, verbose: false, quiet: false });
    expect(() => reporter.host(emptyHost())).toThrow('not begun');
    expect(() => reporter.end(summaryOf([]))).toThrow('not begun');
  });
});
