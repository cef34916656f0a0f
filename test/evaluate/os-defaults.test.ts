import { describe, expect, it } from 'vitest';
import { isOnEveryListedBuild, osDefaultOf } from '../../src/evaluate/os-defaults.ts';
import { SCHANNEL_PROTOCOLS } from '../../src/model/rule.ts';

const LETTERS = { enabled: 'E', 'disabled-by-default': 'D', unsupported: '-' } as const;

/** SSL2 client/server, SSL3, TLS 1.0, 1.1, 1.2, 1.3, DTLS 1.0, 1.2 in the notation of the source's table. */
const ROWS: readonly (readonly [builds: readonly number[], row: string])[] = [
  [[6002], 'D/E E E D D - - -'],
  [[7600, 7601], 'D/E E E D D - E -'],
  [[9200, 9600, 10240, 10586], 'D/D E E E E - E -'],
  [[14393, 15063, 16299, 17134], '-/- D E E E - E E'],
  [[17763, 18362, 18363, 19041, 19042, 19043, 19044, 19045], '-/- D E E E - E E'],
  [[20348, 22000, 26100], '-/- D E E E E E E'],
];

function rowOf(build: number): string {
  const letter = (protocol: (typeof SCHANNEL_PROTOCOLS)[number], side: 'client' | 'server'): string => {
    const found = osDefaultOf(build, protocol, side);
    return found ? LETTERS[found.state] : '?';
  };
  return SCHANNEL_PROTOCOLS.map((protocol) => {
    const [client, server] = [letter(protocol, 'client'), letter(protocol, 'server')];
    return protocol === 'SSL 2.0' ? `${client}/${server}` : client === server ? client : '!';
  }).join(' ');
}

describe('osDefaultOf', () => {
  it.each(ROWS.flatMap(([builds, row]) => builds.map((build) => [build, row] as const)))(
    'build %i: %s',
    (build, row) => {
      expect(rowOf(build)).toBe(row);
    },
  );

  it.each([0, -1, 1.5, 6001, 14394, 22621, 22631, 25398, 99999])('knows nothing of build %d', (build) => {
    expect(osDefaultOf(build, 'TLS 1.2', 'server')).toBeNull();
  });
});

it('says which protocols no listed build lacks', () => {
  expect(SCHANNEL_PROTOCOLS.filter(isOnEveryListedBuild)).toEqual(['SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2']);
});
