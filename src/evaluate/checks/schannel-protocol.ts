import type { WantedValue } from '../../model/interest.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Outcome, Reason } from '../../model/outcome.ts';
import type { Judgement } from '../../model/result.ts';
import { dwordOf } from '../../model/value-data.ts';
import { isOnEveryListedBuild, osDefaultOf } from '../os-defaults.ts';
import type { OsDefault } from '../os-defaults.ts';
import type { CheckContext, CheckKindRow, CheckOf } from './check-kind.ts';

type SchannelCheck = CheckOf<'schannelProtocol'>;

/** The state of one side of a protocol on a machine. */
type ProtocolState = 'enabled' | 'disabled' | 'disabled-by-default' | 'unsupported';

/** What `Enabled` or `DisabledByDefault` says. */
type Setting =
  | { readonly kind: 'number'; readonly isZero: boolean }
  | { readonly kind: 'absent' }
  | { readonly kind: 'open'; readonly reason: Reason };

const PROTOCOLS = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols';

const STATE_REASONS: Readonly<Record<ProtocolState, Reason>> = {
  enabled: 'protocol-enabled',
  disabled: 'protocol-disabled',
  'disabled-by-default': 'protocol-disabled-by-default',
  unsupported: 'protocol-unsupported',
};

function keyOf(check: SchannelCheck): string {
  return `${PROTOCOLS}\\${check.protocol}\\${check.side === 'client' ? 'Client' : 'Server'}`;
}

function settingOf(lookup: Lookup): Setting {
  switch (lookup.answer) {
    case 'found': {
      const number = dwordOf(lookup.data);
      if (number !== null) return { kind: 'number', isZero: number === 0 };
      const isNumberWithoutType = lookup.data.type === null && typeof lookup.data.scalar === 'number';
      return { kind: 'open', reason: isNumberWithoutType ? 'type-unstated' : 'wrong-type' };
    }
    case 'absent':
      return { kind: 'absent' };
    case 'unobserved':
      return { kind: 'open', reason: lookup.because };
    case 'conflict':
      return { kind: 'open', reason: 'conflict' };
  }
}

/** The reason of the first open setting; what the evidence lacks comes before what it shows with another type. */
function openReason(settings: readonly Setting[]): Reason | null {
  const reasons = settings.flatMap((setting) => (setting.kind === 'open' ? [setting.reason] : []));
  return (
    reasons.find((reason) => reason !== 'wrong-type' && reason !== 'type-unstated') ??
    reasons.find((reason) => reason === 'wrong-type') ??
    reasons[0] ??
    null
  );
}

/**
 * A side is off for a rule only when no caller can have it: "disabled by default" is still there for a caller that
 * asks for it (tls-registry-settings.md: only `Enabled` = 0 holds "regardless of the settings the SSPI caller may
 * specify").
 */
function outcomeOf(state: ProtocolState, want: SchannelCheck['want']): Outcome {
  switch (state) {
    case 'enabled':
      return want === 'enabled' ? 'pass' : 'fail';
    case 'disabled-by-default':
      return 'fail';
    case 'disabled':
    case 'unsupported':
      return want === 'disabled' ? 'pass' : 'fail';
  }
}

/**
 * The truth table of tls-registry-settings.md and KB245030 for `Enabled` that is not 0, and for both settings read:
 * `default` is what the build does by itself, `unclear` is `Enabled` alone, which turns a side on unless the build
 * has it disabled by default (then no source says what happens).
 */
function configuredState(
  isEnabledSet: boolean,
  disabledByDefault: Setting,
): 'enabled' | 'disabled-by-default' | 'default' | 'unclear' {
  if (disabledByDefault.kind === 'number') return disabledByDefault.isZero ? 'enabled' : 'disabled-by-default';
  return isEnabledSet ? 'unclear' : 'default';
}

function judgeBoth(
  check: SchannelCheck,
  enabled: Setting,
  disabledByDefault: Setting,
  build: number | null,
): Judgement {
  const protocol = { name: check.protocol, side: check.side };
  const row: OsDefault | null = build === null ? null : osDefaultOf(build, check.protocol, check.side);
  const osDefault = row && build !== null ? { osDefault: { build, row: row.row } } : {};
  const decided = (state: ProtocolState, reason = STATE_REASONS[state]): Judgement => ({
    outcome: outcomeOf(state, check.want),
    reason,
    protocol,
  });
  const unknownBuild: Judgement = {
    outcome: 'unknown',
    reason: build === null ? 'os-build-unknown' : 'os-build-not-in-table',
    protocol,
  };

  if (row?.state === 'unsupported') return { ...decided('unsupported'), ...osDefault };
  const configured = configuredState(enabled.kind === 'number', disabledByDefault);
  switch (configured) {
    case 'enabled':
    case 'disabled-by-default': {
      // A build that is not known may be one without the protocol; a verdict that would change there is none.
      const isOpen = !row && !isOnEveryListedBuild(check.protocol);
      const sameWithout = outcomeOf(configured, check.want) === outcomeOf('unsupported', check.want);
      return isOpen && !sameWithout ? unknownBuild : decided(configured);
    }
    case 'default':
      return row ? { ...decided(row.state, 'os-default'), ...osDefault } : unknownBuild;
    case 'unclear':
      if (!row) return unknownBuild;
      if (row.state === 'enabled') return { ...decided('enabled'), ...osDefault };
      return { outcome: 'unknown', reason: 'os-default-unclear', protocol, ...osDefault };
  }
}

function judgeSide(check: SchannelCheck, context: CheckContext): Judgement {
  const key = keyOf(check);
  const protocol = { name: check.protocol, side: check.side };
  const enabled = settingOf(context.snapshot.lookup(key, 'Enabled'));
  if (enabled.kind === 'number' && enabled.isZero) {
    return { outcome: outcomeOf('disabled', check.want), reason: 'protocol-disabled', protocol };
  }
  const disabledByDefault = settingOf(context.snapshot.lookup(key, 'DisabledByDefault'));
  const reason = openReason([enabled, disabledByDefault]);
  if (reason !== null) return { outcome: 'unknown', reason, protocol };
  return judgeBoth(check, enabled, disabledByDefault, context.snapshot.facts.osBuild?.value ?? null);
}

/**
 * The effective state of one side of a Schannel protocol (DESIGN section 3): `Enabled` = 0 decides alone, otherwise
 * both settings must be read, and what they leave open is the default of the build.
 */
export const schannelProtocol: CheckKindRow<SchannelCheck> = {
  judge: judgeSide,
  wanted: (check): readonly WantedValue[] => [
    { key: keyOf(check), name: 'Enabled' },
    { key: keyOf(check), name: 'DisabledByDefault' },
  ],
};
