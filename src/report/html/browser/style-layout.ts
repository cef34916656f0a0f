/** Page, type and landmarks. */
export const LAYOUT = `
*, *::before, *::after { box-sizing: border-box; }
html { scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1, h2, h3, h4, p, dl, dd, ul, ol, figure, pre, table { margin: 0; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.75rem); line-height: 1.15; letter-spacing: -0.02em; font-weight: 700; text-wrap: balance; }
h2 { font-size: 1.6rem; line-height: 1.25; letter-spacing: -0.012em; font-weight: 700; }
h3 { font-size: 1.125rem; line-height: 1.35; font-weight: 650; }
h4 { font-size: 0.9375rem; line-height: 1.4; font-weight: 650; }
code, pre { font-family: ui-monospace, "Cascadia Mono", "SF Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: 0.875em; }
code, p, dd, h1, h2, h3, h4, figcaption, summary, li { overflow-wrap: anywhere; }
td p, td li { overflow-wrap: break-word; }
a { color: var(--accent); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.print-only { display: none; }
.soft { color: var(--soft); }
.block { display: block; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 9; padding: 0.6rem 1rem; background: var(--accent); color: var(--paper); border-radius: 0 0 6px 6px; }
.skip:focus { top: 0; }

.layout { max-width: 84rem; margin: 0 auto; padding: 0 1rem 3rem; }
main, .section, .explorer, .cover { grid-template-columns: minmax(0, 1fr); }
main { display: grid; gap: 3.5rem; min-width: 0; padding-top: 2.5rem; }
.section { display: grid; gap: 1.25rem; min-width: 0; }
.section > *, .explorer > * { min-width: 0; }
.section > p, .section > ul { max-width: 46rem; }
.section > h3 { margin-top: 1rem; }
h2 { display: flex; gap: 0.75rem; align-items: baseline; padding-bottom: 0.6rem; border-bottom: 2px solid var(--ink); }
h2 .number { color: var(--accent); font-weight: 600; }
.explorer { display: grid; gap: 3.5rem; min-width: 0; }

.cover { display: grid; gap: 1.5rem; padding: 2.5rem 0 2rem; border-bottom: 1px solid var(--line); }
.kicker { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; color: var(--accent); font-weight: 650; font-size: 0.875rem; letter-spacing: 0.06em; text-transform: uppercase; }
.classification { padding: 0.15rem 0.75rem; border: 2px solid var(--fail); border-radius: 4px; color: var(--fail); }
.cover h1 { max-width: 22em; }
.verdict { display: flex; gap: 1.25rem; align-items: center; padding: 1.25rem 1.5rem; border-radius: 12px; border: 1px solid; }
.verdict-title { font-size: 1.5rem; font-weight: 700; line-height: 1.2; }
.verdict p + p { margin-top: 0.25rem; color: var(--ink); }
.seal { flex: none; display: grid; place-items: center; width: 3.5rem; height: 3.5rem; border-radius: 50%; font-size: 1.75rem; font-weight: 700; line-height: 1; color: var(--paper); }
.verdict.pass { background: var(--pass-ground); border-color: var(--pass-fill); color: var(--pass); }
.verdict.pass .seal { background: var(--pass); }
.verdict.fail { background: var(--fail-ground); border-color: var(--fail-fill); color: var(--fail); }
.verdict.fail .seal { background: var(--fail); }
.verdict.unknown { background: var(--unknown-ground); border-color: var(--unknown-fill); color: var(--unknown); }
.verdict.unknown .seal { background: var(--unknown); }
.verdict.error { background: var(--error-ground); border-color: var(--error-fill); color: var(--error); }
.verdict.error .seal { background: var(--error); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.figure { display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: 0.9rem 1.1rem; background: var(--paper); }
.figure dd { font-size: 1.75rem; font-weight: 700; line-height: 1.2; letter-spacing: -0.01em; }
.figure dt { color: var(--soft); font-size: 0.875rem; }
.figure.pass dd { color: var(--pass); }
.figure.fail dd { color: var(--fail); }
.figure.unknown dd { color: var(--unknown); }
.figure.error dd { color: var(--error); }

.contents { padding: 1.25rem 0; border-bottom: 1px solid var(--line); font-size: 0.9375rem; }
.contents-title { font-weight: 650; font-size: 0.8125rem; letter-spacing: 0.06em; text-transform: uppercase; color: var(--soft); margin-bottom: 0.35rem; }
.contents ol { list-style: none; padding: 0; counter-reset: section; columns: 2 11rem; column-gap: 1.5rem; }
.contents li { counter-increment: section; break-inside: avoid; }
.contents a { display: flex; gap: 0.6rem; padding: 0.3rem 0.6rem; margin: 0 -0.6rem; border-radius: 6px; color: var(--ink); text-decoration: none; line-height: 1.4; }
.contents a::before { content: counter(section); min-width: 1.3em; text-align: right; color: var(--soft); }
.contents a:hover { background: var(--accent-ground); }
.contents a[aria-current] { background: var(--accent-ground); color: var(--accent); font-weight: 650; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.875rem; }

@media (min-width: 72rem) {
  .layout { display: grid; grid-template-columns: 14rem minmax(0, 1fr); column-gap: 3.5rem; padding: 0 2rem 3rem; }
  .cover { grid-column: 1 / -1; padding-top: 3.5rem; }
  .contents { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 2.5rem 0.6rem 1rem; border: 0; }
  .contents ol { columns: auto; }
  footer { grid-column: 2; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
