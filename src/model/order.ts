/** Orders strings by UTF-16 code unit: the one order that no locale or machine changes. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
