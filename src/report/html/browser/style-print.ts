/**
 * Paper: A4, everything open, nothing filtered (`data-off` hides on the screen only), long addresses in full, page
 * numbers where the browser supports margin boxes (Chromium 131).
 */
export const PRINT = `
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif; color: #4b5768; } }
@media print {
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  html { font-size: 9.5pt; }
  body { background: none; }
  .layout { display: block; max-width: none; padding: 0; }
  .cover { padding: 0 0 1.5rem; min-height: 0; border: 0; }
  .cover h1 { margin-top: 3rem; font-size: 26pt; }
  .contents { position: static; max-height: none; overflow: visible; padding: 1rem 0 0; border-top: 1px solid var(--line); border-bottom: 0; break-after: page; }
  .contents ol { columns: 2; }
  .contents a { color: var(--ink); }
  .contents a[aria-current] { background: none; color: var(--ink); font-weight: 400; }
  .skip, .filter, .filter[hidden], .command button { display: none; }
  .print-only { display: inline; }
  main, .explorer { display: block; padding: 0; }
  .section { display: block; }
  .section > * + *, .rule > * + *, .host > * + *, .finding > * + *, .gap > * + * { margin-top: 0.9rem; }
  .section + .section, .section + .explorer, .explorer + .section, .explorer .section + .section { margin-top: 2.25rem; }
  #scope, #findings, #hosts, #sign-off { break-before: page; margin-top: 0; }
  .explorer .section + #hosts, .section + #scope, .section + #sign-off { margin-top: 0; }
  .rule > header, .host > header, .about > div { display: block; }
  .rule > header > * + *, .host > header > * + * { margin-top: 0.35rem; }
  #sign-off { break-inside: avoid; }
  .rule, .host, .finding, .gap, .brief, .about, .card { display: block; }
  .rule, .host { padding: 0.9rem 0 0; border: 0; border-top: 1.5pt solid var(--ink); border-radius: 0; }
  .section > .rule + .rule, .section > .host + .host { margin-top: 2rem; }
  .card > * + *, .about > * + *, .about > div > * + * { margin-top: 0.5rem; }
  .finding, .rule > .entries, .rule > header, .host > header { break-inside: avoid; }
  h2, h3, h4, caption, .rule > header, .host > header, thead { break-after: avoid; }
  .card, .verdict, .figures, .fix, .evidence, .compare, tr, .command { break-inside: avoid; }
  .scroll { overflow: visible; border-radius: 0; border-width: 1px 0; }
  .scroll:focus { outline: none; }
  table { font-size: 8.5pt; }
  thead { display: table-header-group; }
  th, td { padding: 0.35rem 0.5rem; }
  th, td, .rules th[scope="row"], .artifacts tbody th, .artifacts td:nth-child(4), .results th[scope="row"], .results td:nth-child(4), .results td:nth-child(5), .diagnostics td:nth-child(2), .hashes tbody th, .hashes td:nth-child(3) { min-width: 0; }
  thead th { white-space: normal; }
  .matrix th[scope="row"] { position: static; padding-left: 0.5rem; white-space: normal; overflow-wrap: anywhere; max-width: 9rem; }
  .matrix thead th[scope="col"]:first-child { padding-left: 0.5rem; }
  .matrix td { min-width: 1.2rem; padding: 0.15rem 0; }
  .matrix.worded td { min-width: 2.6rem; padding: 0.25rem 0.1rem; }
  .matrix thead a { min-width: 0; min-height: 0; }
  .matrix .word { font-size: 6.5pt; }
  .rules .stretch { min-width: 4rem; }
  .results { table-layout: fixed; }
  .results th:nth-child(1) { width: 7%; }
  .results th:nth-child(2) { width: 15%; }
  .results th:nth-child(3) { width: 33%; }
  .results th:nth-child(4) { width: 23%; }
  .hash { font-size: 7pt; }
  .signatures td, .signatures th { height: 14mm; min-width: 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
  details > summary { display: none; }
  a { color: inherit; text-decoration: none; }
}
`;
