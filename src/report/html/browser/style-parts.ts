/** Tables, badges, pictures, findings, filters. */
export const PARTS = `
.rule, .host, .finding, .gap, .card, .next, .evidence, .brief, .about, .about > div, .rule > header, .host > header, .entries, .entries > div, .compare, .references, .states, .glossary, .glossary > div, .filter { grid-template-columns: minmax(0, 1fr); }
.entries { display: grid; gap: 0.45rem; }
.entries > div { display: grid; gap: 0 1.25rem; }
.entries dt { color: var(--soft); font-size: 0.9375rem; }
.entries dd { min-width: 0; }
@media (min-width: 40rem) { .entries > div { grid-template-columns: 9rem minmax(0, 1fr); } }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); }
.card { display: grid; gap: 0.75rem; align-content: start; min-width: 0; padding: 1.25rem 1.4rem; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; }
.card.wide { grid-column: 1 / -1; }
.card h4 { font-size: 1.0625rem; }
.lead { color: var(--soft); }
.lead strong { color: var(--ink); font-size: 1.25rem; }
.statement { padding: 1rem 1.25rem; background: var(--accent-ground); border-radius: 8px; }
.note { color: var(--soft); font-size: 0.9375rem; }
.amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }

.mark { display: inline-grid; place-items: center; flex: none; width: 1.4em; height: 1.4em; border-radius: 50%; font-size: 0.8em; font-weight: 700; line-height: 1; vertical-align: 0.1em; }
.mark, .badge, .tally li { background: var(--other-ground); color: var(--other); }
.badge, .severity { display: inline-block; padding: 0.1rem 0.55rem; border-radius: 999px; font-size: 0.8125rem; font-weight: 650; line-height: 1.5; white-space: nowrap; }
.pass.mark, .badge.pass, .tally li.pass { background: var(--pass-ground); color: var(--pass); }
.fail.mark, .badge.fail, .tally li.fail, .badge.level-error { background: var(--fail-ground); color: var(--fail); }
.unknown.mark, .badge.unknown, .tally li.unknown, .badge.level-warning { background: var(--unknown-ground); color: var(--unknown); }
.error.mark, .badge.error, .tally li.error { background: var(--error-ground); color: var(--error); }
.severity { border: 1px solid var(--edge); color: var(--ink); }
.severity.critical, .severity.high { border-color: var(--fail-fill); color: var(--fail); }
.severity.medium { border-color: var(--unknown-fill); color: var(--unknown); }
.tally { display: flex; flex-wrap: wrap; gap: 0.35rem; list-style: none; padding: 0; }
.tally li { padding: 0.05rem 0.55rem; border-radius: 999px; font-size: 0.8125rem; font-weight: 600; white-space: nowrap; }
.legend { display: flex; flex-wrap: wrap; gap: 0.35rem 1.25rem; list-style: none; padding: 0; font-size: 0.9375rem; }
.id { color: var(--soft); font-size: 0.8125rem; }
.hash { color: var(--soft); font-size: 0.75rem; word-break: break-all; }

.bar { display: block; width: 100%; height: 0.85rem; border-radius: 4px; }
.gauge { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }
.gauge .bar { flex: 0 1 14rem; width: 14rem; height: 0.6rem; }
.bar .rest { fill: var(--line); }
.bar .pass, .bar .decided { fill: var(--pass-fill); }
.bar .fail, .bar .severity-critical, .bar .severity-high { fill: var(--fail-fill); }
.bar .unknown, .bar .undecided, .bar .severity-medium { fill: var(--unknown-fill); }
.bar .error { fill: var(--error-fill); }
.bar .notapplicable, .bar .informational, .bar .severity-low, .bar .severity-info { fill: var(--other-fill); }
.bars th, .bars td { border: 0; padding: 0.15rem 0; vertical-align: middle; }
.bars th, .bars .amount { padding-right: 0.9rem; width: 1%; }
.bars .amount { font-weight: 650; }
.reasons { list-style: none; padding: 0; display: grid; gap: 0.25rem; font-size: 0.9375rem; }
.reasons li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.6rem; }
.reasons .amount { font-weight: 650; min-width: 1.5em; }
.states { display: grid; gap: 0.3rem; padding-left: 1.1rem; }

.scroll { position: relative; overflow-x: auto; border: 1px solid var(--line); border-radius: 12px; background: var(--paper); }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; line-height: 1.5; }
caption { text-align: left; padding: 0.75rem 1rem 0.25rem; color: var(--soft); font-size: 0.875rem; }
th, td { padding: 0.55rem 1rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); font-weight: 400; }
thead th, thead td { border-top: 0; color: var(--soft); font-size: 0.8125rem; font-weight: 650; white-space: nowrap; }
tbody th { font-weight: 500; }
tbody th .id, tbody th .hash { display: block; }
.rules .stretch, .artifacts .stretch { min-width: 9rem; vertical-align: middle; }
.rules th[scope="row"] { min-width: 15rem; }
.artifacts tbody th { min-width: 17rem; }
.artifacts td:nth-child(4) { min-width: 18rem; }
.results th[scope="row"] { min-width: 13rem; }
.results td:nth-child(4), .results td:nth-child(5) { min-width: 11rem; }
.results td.amount, .rules td.amount { color: var(--soft); }
.results tr.pass td, .results tr.pass th { background: var(--raised); }
.diagnostics td:nth-child(2) { min-width: 18rem; }
.diagnostics .id { display: block; }
.hashes tbody th { min-width: 14rem; }
.hashes td:nth-child(3) { min-width: 17rem; }

.matrix { width: auto; min-width: 100%; }
.matrix th, .matrix td { padding: 0.25rem; vertical-align: middle; border-top: 0; }
.matrix th[scope="row"] { padding-left: 1rem; padding-right: 1rem; position: sticky; left: 0; background: var(--paper); min-width: 7rem; max-width: 20rem; overflow-wrap: anywhere; line-height: 1.3; }
.matrix thead th[scope="col"]:first-child { padding-left: 1rem; text-align: left; }
.matrix thead th { text-align: center; }
.matrix thead a { display: grid; place-items: center; min-width: 1.75rem; min-height: 1.75rem; border-radius: 6px; }
.matrix td { text-align: center; min-width: 2rem; font-weight: 700; border-left: 2px solid var(--paper); border-top: 2px solid var(--paper); background: var(--other-ground); color: var(--other); }
.matrix td.pass { background: var(--pass-ground); color: var(--pass); }
.matrix td.fail { background: var(--fail-ground); color: var(--fail); }
.matrix td.unknown { background: var(--unknown-ground); color: var(--unknown); }
.matrix td.error { background: var(--error-ground); color: var(--error); }
.matrix.worded td { min-width: 4.25rem; padding: 0.4rem 0.3rem; }
.matrix .glyph { display: block; line-height: 1.2; }
.matrix .word { display: block; font-size: 0.75rem; font-weight: 600; line-height: 1.2; }

.rule, .host { display: grid; gap: 1.1rem; min-width: 0; padding: 1.5rem; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; }
@media screen {
  .large .rule { content-visibility: auto; contain-intrinsic-size: auto 90rem; }
  .large .host { content-visibility: auto; contain-intrinsic-size: auto 17rem; }
}
.rule > *, .host > * { min-width: 0; }
.rule > header, .host > header { display: grid; gap: 0.6rem; }
.rule h3 { display: flex; gap: 0.6rem; font-size: 1.25rem; }
.rule h3 .number { color: var(--soft); font-weight: 500; }
.host h3 { font-size: 1.25rem; overflow-wrap: anywhere; }
.meta { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: center; }
.headline { font-weight: 600; }
.about { display: grid; gap: 1.1rem; }
.about > div { display: grid; gap: 0.45rem; align-content: start; min-width: 0; }
.about h4 + p, .about ul + h4 { margin-top: 0; }
.about h4:not(:first-child) { margin-top: 0.6rem; }
@media (min-width: 60rem) { .about { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 2rem; } }
.references { padding-left: 1.1rem; display: grid; gap: 0.25rem; font-size: 0.9375rem; }
.control { display: inline-block; padding: 0 0.45rem; border-radius: 4px; background: var(--other-ground); color: var(--ink); font-size: 0.8125rem; font-weight: 600; }
.restart { color: var(--unknown); }
.command { padding: 0.65rem 0.9rem; border-radius: 8px; background: var(--raised); border: 1px solid var(--line); display: flex; gap: 0.75rem; justify-content: space-between; align-items: start; }
.command code { min-width: 0; }
.command button { flex: none; min-height: 1.75rem; padding: 0 0.6rem; font-size: 0.8125rem; }

.finding { display: grid; gap: 0.8rem; min-width: 0; padding: 1.1rem 1.25rem; border-radius: 8px; border: 1px solid var(--line); border-left: 4px solid var(--other-fill); background: var(--raised); }
.finding > * { min-width: 0; }
.finding.fail { border-left-color: var(--fail-fill); }
.finding.unknown { border-left-color: var(--unknown-fill); }
.finding.error { border-left-color: var(--error-fill); }
.finding h4, .brief h4 { font-size: 1rem; overflow-wrap: anywhere; }
.compare { display: grid; gap: 0.75rem; }
.compare > div { padding: 0.6rem 0.9rem; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; min-width: 0; }
.compare dt { color: var(--soft); font-size: 0.8125rem; font-weight: 650; }
@media (min-width: 40rem) { .compare { grid-template-columns: 1fr 1fr; } }
.finding.fail .compare > div:last-child { border-color: var(--fail-fill); }
.evidence { display: grid; gap: 0.35rem; min-width: 0; }
.evidence figcaption { font-size: 0.9375rem; }
.evidence .label { color: var(--soft); font-size: 0.8125rem; font-weight: 650; margin-right: 0.5rem; }
.evidence .says { display: block; color: var(--soft); }
.evidence pre { padding: 0.65rem 0.9rem; border-radius: 8px; border: 1px solid var(--line); background: var(--paper); white-space: pre-wrap; overflow-wrap: anywhere; }
.next { display: grid; gap: 0.5rem; }
.brief { display: grid; gap: 0.4rem; }
.brief ul { list-style: none; padding: 0; columns: 2 20rem; column-gap: 1.5rem; font-size: 0.875rem; }
.brief li { break-inside: avoid; padding: 0.15rem 0; overflow-wrap: anywhere; }
.brief li code { color: var(--soft); margin-left: 0.5rem; }
.names { font-size: 0.875rem; }
.facts { display: flex; flex-wrap: wrap; gap: 0.2rem 1.25rem; list-style: none; padding: 0; color: var(--soft); font-size: 0.9375rem; }
.numbers { font-size: 0.9375rem; line-height: 1.75rem; }
.numbers a { display: inline-block; min-width: 1.75rem; text-align: center; }
.gap { display: grid; gap: 0.75rem; min-width: 0; }
.gap > * { min-width: 0; }
.gap tbody th { max-width: 40rem; }
.glossary { display: grid; gap: 0.75rem; max-width: 52rem; }
.glossary > div { display: grid; gap: 0.1rem 1.25rem; }
.glossary dt { font-weight: 650; }
@media (min-width: 40rem) { .glossary > div { grid-template-columns: 9rem minmax(0, 1fr); } }
.signatures td, .signatures th { height: 3.5rem; vertical-align: middle; border-left: 1px solid var(--line); min-width: 8rem; }
.signatures thead td, .signatures thead th { height: auto; }
.signatures tr > :first-child { border-left: 0; }
summary { cursor: pointer; padding: 0.35rem 0; color: var(--accent); font-weight: 600; }
details > :not(summary) { margin-top: 0.75rem; }

.filter { display: grid; gap: 0.5rem; padding: 0.8rem 1.1rem 0.9rem; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 6px 20px rgb(0 0 0 / 8%); }
.filter[hidden] { display: none; }
.fields { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: end; }
.fields > .field { flex: 1 1 7rem; }
.fields > .search { flex-grow: 2; }
.field { display: grid; gap: 0.15rem; min-width: 0; }
.field label { color: var(--soft); font-size: 0.8125rem; font-weight: 600; }
.filter p { color: var(--soft); font-size: 0.875rem; }
.filter p:empty { display: none; }
.tools { display: flex; gap: 0.5rem; margin-left: auto; }
.tools button { white-space: nowrap; }
input, select, button { font: inherit; font-size: 0.9375rem; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 6px; min-height: 2.25rem; padding: 0.25rem 0.6rem; width: 100%; min-width: 0; }
button { width: auto; cursor: pointer; font-weight: 600; }
button:hover { background: var(--accent-ground); }
@media (min-width: 72rem) and (min-height: 40rem) {
  .filter { position: sticky; top: 0.75rem; z-index: 2; }
  .scripted .explorer :is(.section, .rule, .host, .finding) { scroll-margin-top: 8.5rem; }
}
@media screen { [data-off] { display: none; } }
@media (max-width: 40rem) {
  .rule, .host { padding: 1.1rem; }
  .finding { padding: 0.9rem; }
  .verdict { padding: 1rem; gap: 1rem; align-items: flex-start; }
  .verdict-title { font-size: 1.25rem; }
  .seal { width: 2.5rem; height: 2.5rem; font-size: 1.25rem; }
}
`;
