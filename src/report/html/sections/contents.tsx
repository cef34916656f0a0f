import { SECTIONS } from './section.tsx';

/** The table of contents: beside the report on a wide screen, above it on a narrow one and on paper. */
export function Contents() {
  return (
    <nav class="contents" aria-label="Contents">
      <p class="contents-title">Contents</p>
      <ol>
        {SECTIONS.map(({ id, title }) => (
          <li>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
