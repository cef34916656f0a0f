import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { neutralise, withoutCommands } from '../neutralise.ts';

/** What {@link Slot} renders to. Text cannot imitate it: the renderer escapes `<` in every text and attribute. */
const SLOT = '<slot></slot>';

/**
 * The markup of one component: the only way into the report. The renderer escapes what HTML acts on; what remains
 * of control characters, bidi controls, lone surrogates and commands of CI services becomes visible text here, line
 * feeds too (components write none).
 */
export function renderMarkup(node: VNode): string {
  return withoutCommands(neutralise(renderToString(node)));
}

/** The markup before, between and after the slots of a component, so that no report has to fit into one string. */
export function renderAroundSlots(node: VNode): readonly string[] {
  return renderMarkup(node).split(SLOT);
}

/** A component with one slot, filled with pieces of markup that {@link renderMarkup} made. */
export function renderFilled(node: VNode, pieces: readonly string[]): readonly string[] {
  const [before = '', after = ''] = renderAroundSlots(node);
  return [before, ...pieces, after];
}
