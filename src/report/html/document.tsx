import { CONTENT_POLICY } from './content-policy.ts';
import { Contents } from './sections/contents.tsx';
import { Cover } from './sections/cover.tsx';
import type { ReportData } from './report-data.ts';
import { Slot } from './slot.tsx';

/** The page up to its body: slots for the style, then for the rest. The content policy stands before everything. */
export function Page({ title }: { readonly title: string }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={CONTENT_POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style>
          <Slot />
        </style>
      </head>
      <Slot />
    </html>
  );
}

/** The body: one slot for the sections, one for the script. */
export function Body({ data }: { readonly data: ReportData }) {
  const { tool } = data.run;
  return (
    <body>
      <a class="skip" href="#main">
        Skip to the report
      </a>
      <div class="layout">
        <Cover data={data} />
        <Contents />
        <main id="main" class={data.isLarge ? 'large' : undefined} tabindex={-1}>
          <Slot />
        </main>
        <footer>
          <p>
            Made by {tool.name} {tool.version} from static evidence. This file is complete: it loads nothing and sends
            nothing.
          </p>
        </footer>
      </div>
      <script>
        <Slot />
      </script>
    </body>
  );
}

/** What search and filters act on: a frame around the form, the findings and the hosts. */
export function Explorer() {
  return (
    <div class="explorer">
      <Slot />
    </div>
  );
}
