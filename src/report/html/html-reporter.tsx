import type { RunHeader } from '../../model/result.ts';
import type { Reporter, ReportOptions } from '../reporter.ts';
import { collectRun } from './collect-run.ts';
import type { RunCollector } from './collect-run.ts';
import { shown } from './describe-result.ts';
import { Body, Explorer, Page } from './document.tsx';
import { NO_HTML_OPTIONS } from './html-options.ts';
import { renderAroundSlots, renderFilled, renderMarkup } from './render.ts';
import type { HostEntry, ReportData } from './report-data.ts';
import { REPORT_SCRIPT } from './browser/report-script.ts';
import { REPORT_STYLE } from './browser/report-style.ts';
import { Glossary, Hashes, SignOff } from './sections/closing.tsx';
import { reportTitle } from './sections/cover.tsx';
import { Diagnostics } from './sections/diagnostics.tsx';
import { FilterForm } from './sections/filter-form.tsx';
import { Findings, rulesInOrder } from './sections/findings.tsx';
import { HostArticle, Hosts } from './sections/hosts.tsx';
import { Method } from './sections/method.tsx';
import { NotCollected } from './sections/not-collected.tsx';
import { RuleArticle } from './sections/rule-article.tsx';
import { Scope } from './sections/scope.tsx';
import { Summary } from './sections/summary.tsx';

/** Hosts by the order in which they came, as results refer to them. */
function hostLookup(hosts: readonly HostEntry[]): (index: number) => HostEntry {
  const byIndex = new Map(hosts.map((host) => [host.index, host]));
  return (index) => {
    const host = byIndex.get(index);
    if (!host) throw new Error(`the report has no host ${index}`);
    return host;
  };
}

/** All sections as pieces of markup. Waivers will have theirs between findings and evidence to collect. */
function sectionPieces(data: ReportData): readonly string[] {
  const hostOf = hostLookup(data.hosts);
  const rules = rulesInOrder(data.rules).map((entry) =>
    renderMarkup(<RuleArticle entry={entry} data={data} hostOf={hostOf} />),
  );
  const hosts = data.hosts.map((host) => renderMarkup(<HostArticle host={host} data={data} />));
  return [
    renderMarkup(<Summary data={data} />),
    renderMarkup(<Scope data={data} />),
    renderMarkup(<Method data={data} />),
    ...renderFilled(<Explorer />, [
      renderMarkup(<FilterForm data={data} />),
      ...renderFilled(<Findings data={data} />, rules),
      ...renderFilled(<Hosts data={data} />, hosts),
    ]),
    renderMarkup(<NotCollected data={data} />),
    renderMarkup(<Diagnostics data={data} hostOf={hostOf} />),
    renderMarkup(<Glossary />),
    renderMarkup(<SignOff />),
    renderMarkup(<Hashes data={data} />),
  ];
}

/** The rest of the page after its head. */
function bodyPieces(data: ReportData, afterBody: string): readonly string[] {
  const [beforeSections = '', beforeScript = '', afterScript = ''] = renderAroundSlots(<Body data={data} />);
  return [beforeSections, ...sectionPieces(data), beforeScript, REPORT_SCRIPT, afterScript, afterBody];
}

/**
 * One self-contained page for auditors: cover, scope, method, summary, findings by rule and by host, evidence to
 * collect, sign-off and hashes. Keeps a compact entry a host until the end, never a whole host report.
 */
export function htmlReporter(options: ReportOptions): Reporter {
  const html = options.html ?? NO_HTML_OPTIONS;
  let collector: RunCollector | null = null;
  let afterBody = '';
  const collectorOf = (): RunCollector => {
    if (collector === null) throw new Error('the HTML report was not begun');
    return collector;
  };
  return {
    begin: (run: RunHeader) => {
      collector = collectRun(run, html);
      // A longer title shows nowhere in full.
      const title = shown(reportTitle({ options: html, run }), 70);
      const [beforeStyle = '', afterStyle = '', end = ''] = renderAroundSlots(<Page title={title} />);
      afterBody = end;
      return `<!DOCTYPE html>\n${beforeStyle}${REPORT_STYLE}${afterStyle}`;
    },
    host: (host) => {
      collectorOf().add(host);
      return '';
    },
    end: (summary) => [...bodyPieces(collectorOf().finish(summary), afterBody), '\n'],
  };
}
