import type { ComponentChildren } from 'preact';

/** A registry path or file name that may break after each separator; copied text stays as it is. */
export function Path({ text }: { readonly text: string }) {
  const pieces = text.split(/(?<=[\\/])/);
  return (
    <code class="path">
      {pieces.map((piece, i) => (
        <>
          {i > 0 && <wbr />}
          {piece}
        </>
      ))}
    </code>
  );
}

/** A web address as a link; any other scheme stays text, so that a rule pack cannot run a script. */
export function ExternalLink({ url, children }: { readonly url: string; readonly children: ComponentChildren }) {
  if (!/^https?:\/\//i.test(url)) return <>{children}</>;
  return (
    <a href={url} rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** A table wider than the page scrolls by itself, with the keyboard too. */
export function Scrollable({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <section class="scroll" aria-label={label} tabindex={0}>
      {children}
    </section>
  );
}

/** A command to copy. */
export function Command({ text }: { readonly text: string }) {
  return (
    <div class="command">
      <code>{text}</code>
    </div>
  );
}

/** One entry of a description list. */
export function Entry({ term, children }: { readonly term: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
