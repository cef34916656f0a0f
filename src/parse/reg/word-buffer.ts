/** The units that are being read, with a view of the same memory as words of two units, for loops that run over much. */
export interface WordBuffer {
  units: Uint16Array;
  /** Little-endian words: the unit of the lower index in the lower half. */
  words: Int32Array;
  /** The index of unit 0 of `units` in the memory: unit `i` is in word `(base + i) >> 1`. */
  base: number;
}

const NONE = new Uint16Array(0);

export function createWordBuffer(): WordBuffer {
  return { units: NONE, words: new Int32Array(NONE.buffer), base: 0 };
}

const IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Points the buffer at other units; on a big-endian machine without words, which loops then never use. */
export function setUnits(buffer: WordBuffer, units: Uint16Array): void {
  buffer.units = units;
  const words = IS_LITTLE_ENDIAN ? units.buffer.byteLength >> 2 : 0;
  buffer.words = new Int32Array(units.buffer, 0, words);
  buffer.base = units.byteOffset >> 1;
}
