import type { SchannelProtocol } from '../model/rule.ts';

/** `disabled-by-default`: off unless a caller asks for it; `unsupported`: the build does not have the protocol. */
export type DefaultState = 'enabled' | 'disabled-by-default' | 'unsupported';

/** What a build does with a protocol side that nothing configures. */
export interface OsDefault {
  readonly state: DefaultState;
  /** The product that has the build. */
  readonly row: string;
}

type ProtocolDefaults = Readonly<Record<SchannelProtocol, DefaultState | SideDefaults>>;
type SideDefaults = Readonly<Record<'client' | 'server', DefaultState>>;

const ON = 'enabled';
const OFF = 'disabled-by-default';
const NONE = 'unsupported';

// Source: Microsoft, "Protocols in TLS/SSL (Schannel SSP)", page of 2025-03-20, MicrosoftDocs/win32 at 47e64c18,
// desktop-src/SecAuthN/protocols-in-tls-ssl--schannel-ssp-.md. Only builds that a source ties to a row of that page
// are listed: Windows 11 22H2 and 23H2, Server version 23H2 and builds after 26100 are not, nor is Server 2008 RTM.

/** With the update KB4019276, which brought TLS 1.1 and TLS 1.2. */
const SERVER_2008_SP2: ProtocolDefaults = {
  'SSL 2.0': { client: OFF, server: ON },
  'SSL 3.0': ON,
  'TLS 1.0': ON,
  'TLS 1.1': OFF,
  'TLS 1.2': OFF,
  'TLS 1.3': NONE,
  'DTLS 1.0': NONE,
  'DTLS 1.2': NONE,
};

const WINDOWS_7: ProtocolDefaults = { ...SERVER_2008_SP2, 'DTLS 1.0': ON };

const WINDOWS_8: ProtocolDefaults = {
  ...WINDOWS_7,
  'SSL 2.0': OFF,
  'TLS 1.1': ON,
  'TLS 1.2': ON,
};

/** SSL 2.0 is gone since 1607. The page has no DTLS row for 1709 and 21H2: read as their neighbours'. */
const WINDOWS_10_1607: ProtocolDefaults = {
  ...WINDOWS_8,
  'SSL 2.0': NONE,
  'SSL 3.0': OFF,
  'DTLS 1.2': ON,
};

/**
 * TLS 1.0 and TLS 1.1 stay enabled: the page says so for Server 2022, 24H2 and Server 2025, and is newer and more
 * specific than the pages that announce otherwise.
 */
const WINDOWS_11: ProtocolDefaults = { ...WINDOWS_10_1607, 'TLS 1.3': ON };

const BUILDS: Readonly<Record<number, readonly [row: string, defaults: ProtocolDefaults]>> = {
  6002: ['Windows Server 2008 SP2', SERVER_2008_SP2],
  7600: ['Windows 7 / Windows Server 2008 R2', WINDOWS_7],
  7601: ['Windows 7 SP1 / Windows Server 2008 R2 SP1', WINDOWS_7],
  9200: ['Windows 8 / Windows Server 2012', WINDOWS_8],
  9600: ['Windows 8.1 / Windows Server 2012 R2', WINDOWS_8],
  10240: ['Windows 10 1507', WINDOWS_8],
  10586: ['Windows 10 1511', WINDOWS_8],
  14393: ['Windows 10 1607 / Windows Server 2016', WINDOWS_10_1607],
  15063: ['Windows 10 1703', WINDOWS_10_1607],
  16299: ['Windows 10 1709', WINDOWS_10_1607],
  17134: ['Windows 10 1803', WINDOWS_10_1607],
  17763: ['Windows 10 1809 / Windows Server 2019', WINDOWS_10_1607],
  18362: ['Windows 10 1903', WINDOWS_10_1607],
  18363: ['Windows 10 1909', WINDOWS_10_1607],
  19041: ['Windows 10 2004', WINDOWS_10_1607],
  19042: ['Windows 10 20H2', WINDOWS_10_1607],
  19043: ['Windows 10 21H1', WINDOWS_10_1607],
  19044: ['Windows 10 21H2', WINDOWS_10_1607],
  19045: ['Windows 10 22H2', WINDOWS_10_1607],
  20348: ['Windows Server 2022', WINDOWS_11],
  22000: ['Windows 11 21H2', WINDOWS_11],
  26100: ['Windows 11 24H2 / Windows Server 2025', WINDOWS_11],
};

function stateOf(defaults: ProtocolDefaults, protocol: SchannelProtocol, side: 'client' | 'server'): DefaultState {
  const state = defaults[protocol];
  return typeof state === 'string' ? state : state[side];
}

/** The default of a protocol side on a build, or null when the build is not in the table. */
export function osDefaultOf(build: number, protocol: SchannelProtocol, side: 'client' | 'server'): OsDefault | null {
  const entry = BUILDS[build];
  if (!entry) return null;
  const [row, defaults] = entry;
  return { state: stateOf(defaults, protocol, side), row };
}

/** Whether no listed build lacks a protocol, so that a build that is not known makes no difference to it. */
export function isOnEveryListedBuild(protocol: SchannelProtocol): boolean {
  return Object.values(BUILDS).every(([, defaults]) => defaults[protocol] !== NONE);
}
