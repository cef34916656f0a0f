/** The place in a component where markup that is rendered apart goes (see render.ts). */
export function Slot() {
  return <slot></slot>;
}
