import type { ComponentChildren } from 'preact';

/** The numbered sections of the report, in order: contents, headings and links are made from this table. */
export const SECTIONS = [
  { id: 'summary', title: 'Summary' },
  { id: 'scope', title: 'Scope' },
  { id: 'method', title: 'Method' },
  { id: 'findings', title: 'Findings by rule' },
  { id: 'hosts', title: 'Results by host' },
  { id: 'not-collected', title: 'Evidence to collect' },
  { id: 'diagnostics', title: 'Remarks on the evidence' },
  { id: 'glossary', title: 'Glossary' },
  { id: 'sign-off', title: 'Sign-off' },
  { id: 'hashes', title: 'Appendix: hashes' },
] as const;

export type SectionId = (typeof SECTIONS)[number]['id'];

/** One section with its numbered heading. */
export function Section({ id, children }: { readonly id: SectionId; readonly children: ComponentChildren }) {
  const index = SECTIONS.findIndex((section) => section.id === id);
  return (
    <section id={id} class="section" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>
        <span class="number">{index + 1}</span> {SECTIONS[index]?.title}
      </h2>
      {children}
    </section>
  );
}
