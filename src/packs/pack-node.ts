/** What YAML's core schema and JSON can say. */
export type PlainValue = null | boolean | number | string | readonly PlainValue[] | PlainMap;
interface PlainMap {
  readonly [name: string]: PlainValue;
}

/** One value of a pack's text, with its place. */
export interface PackNode {
  readonly value: PlainValue;
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
  /** A scalar as written, without quotes; `''` for others. */
  readonly source: string;
  /** By property name, or by index in decimal. */
  readonly members: ReadonlyMap<string, PackMember>;
  /** How many values this one holds, itself included; what an alias stands for counts at each use. */
  readonly size: number;
  readonly height: number;
}

export interface PackMember {
  readonly nameOffset: number;
  readonly node: PackNode;
}
