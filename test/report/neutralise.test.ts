import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralise, withoutCommands } from '../../src/report/neutralise.ts';
import { jsonText } from '../../src/report/json/json-text.ts';
import { clipped, displayWidth, renderLines, span, wrapped } from '../../src/report/text-line.ts';
import { HOSTILE_TEXTS } from './hostile-text.ts';

// oxlint-disable-next-line no-control-regex
const ACTIVE =
  /[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]|\p{Surrogate}/u;

describe('neutralise', () => {
  it.each([
    ['escape', '\x1b[31m', String.raw`\u{1b}[31m`],
    ['NUL', 'a\0b', String.raw`a\u{0}b`],
    ['line feed', 'a\nb', String.raw`a\u{a}b`],
    ['C1', '\x9b', String.raw`\u{9b}`],
    ['bidi override', '\u202eabc', String.raw`\u{202e}abc`],
    ['zero width', 'a\u200bb', String.raw`a\u{200b}b`],
    ['lone surrogate', 'a\udc00', String.raw`a\u{dc00}`],
    ['tag character', '\u{e0066}', String.raw`\u{e0066}`],
    ['letters of any script stay', 'Ünï 漢字 😀 e\u0301', 'Ünï 漢字 😀 e\u0301'],
  ])('%s', (_, text, safe) => {
    expect(neutralise(text)).toBe(safe);
  });

  it.each(HOSTILE_TEXTS)('leaves nothing active in: %s', (_, text) => {
    expect(neutralise(text)).not.toMatch(ACTIVE);
    expect(neutralise(neutralise(text))).toBe(neutralise(text));
  });

  it('leaves nothing active in any text, and keeps to the length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, most) => {
        const cut = neutralise(text, most);
        expect(cut).not.toMatch(ACTIVE);
        expect(cut.length).toBeLessThanOrEqual(most);
        if (neutralise(text).length <= most) expect(cut).toBe(neutralise(text));
        else expect(cut.endsWith('…')).toBe(true);
      }),
    );
  });

  it('never tears an escape or a character when it cuts', () => {
    expect(neutralise('aaa\x1b', 6)).toBe('aaa…');
    expect(neutralise('aaa😀b', 5)).toBe('aaa…');
  });
});

describe('withoutCommands', () => {
  it.each([
    ['at the start', '::error::x', String.raw`\u{3a}:error::x`],
    ['after blanks', '  ::error::x', String.raw`  \u{3a}:error::x`],
    ['after colour', '\x1b[31m::error::x', '\x1b[31m\\u{3a}:error::x'],
    ['split by colour', ':\x1b[31m:error::x', '\\u{3a}\x1b[31m:error::x'],
    ['old form anywhere', 'a ##[error]x', String.raw`a \u{23}#[error]x`],
    ['Azure form anywhere', 'a ##vso[task.x]y', String.raw`a \u{23}#vso[task.x]y`],
    ['colons inside a line stay', 'Registry::HKLM', 'Registry::HKLM'],
  ])('%s', (_, line, safe) => {
    expect(withoutCommands(line)).toBe(safe);
  });

  it('sees a command that two spans make together', () => {
    expect(renderLines([[span(':'), span(':error::x')]], false)).toBe('\\u{3a}:error::x\n');
  });
});

describe('jsonText', () => {
  it.each(HOSTILE_TEXTS)('is the same value and harmless to a terminal: %s', (_, text) => {
    const json = jsonText({ text, [text]: 1 }, null);
    // A lone surrogate comes out as an escape and back as itself.
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ text, [text]: 1 })));
    expect(json).not.toMatch(ACTIVE);
    expect(json).not.toMatch(/##\[|##vso\[/);
  });
});

describe('columns', () => {
  it('counts wide characters twice and combining marks not at all', () => {
    expect(displayWidth('漢字')).toBe(4);
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('😀')).toBe(2);
    expect(displayWidth('abc')).toBe(3);
  });

  it('wraps at blanks and leaves longer words whole', () => {
    expect(wrapped('one two three four', 9)).toEqual(['one two', 'three', 'four']);
    expect(wrapped('at exports/a/long/path.reg:3:1 now', 10)).toEqual(['at', 'exports/a/long/path.reg:3:1', 'now']);
  });

  it('clips to columns, not characters', () => {
    expect(clipped('漢字漢字', 5)).toBe('漢字…');
    expect(clipped('abc', 3)).toBe('abc');
  });
});
