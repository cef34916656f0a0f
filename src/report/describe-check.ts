import type { Check } from '../model/rule.ts';
import { lastSegment } from '../model/key-path.ts';
import { describePackData, numberText, quoted, valueLabel } from './describe-data.ts';

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

function listWords(match: 'exact' | 'order' | 'contains' | 'containsNone'): string {
  switch (match) {
    case 'exact':
      return 'with exactly';
    case 'order':
      return 'with exactly, in this order,';
    case 'contains':
      return 'that contains';
    case 'containsNone':
      return 'that contains none of';
  }
}

/** What one check demands of the data, without where it looks. */
function demand(check: Check): string {
  switch (check.kind) {
    case 'equals':
      return describePackData(check.type, check.data);
    case 'oneOf':
      return check.data.map((data) => describePackData(check.type, data)).join(' or ');
    case 'nonZero':
      return `${check.type} other than 0`;
    case 'zero':
      return `${check.type} 0`;
    case 'min':
      return `${check.type} of at least ${numberText(check.data)}`;
    case 'max':
      return `${check.type} of at most ${numberText(check.data)}`;
    case 'bitsSet':
      return `${check.type} with every bit of ${hex(check.data)} set`;
    case 'bitsClear':
      return `${check.type} with no bit of ${hex(check.data)} set`;
    case 'list':
      return `${check.type} ${listWords(check.match)} ${check.items.map(quoted).join(', ')}`;
    case 'present':
      return 'any data';
    case 'absent':
      return 'absent';
    case 'allOf':
      return check.checks.map(nested).join(' and ');
    case 'anyOf':
      return check.checks.map(nested).join(' or ');
    case 'not':
      return `anything but ${nested(check.check)}`;
    case 'schannelProtocol':
      return `${check.protocol} ${check.want} for the ${check.side} side`;
    case 'dotnetSwitch':
      return 'on, whatever .NET Framework version an application targets';
  }
}

function nested(check: Check): string {
  const isGroup = (check.kind === 'allOf' || check.kind === 'anyOf') && check.checks.length > 1;
  return isGroup ? `(${describeCheck(check)})` : describeCheck(check);
}

/** What a check expects, as a short phrase; where it looks is named only when that is not the rule's own value. */
export function describeCheck(check: Check): string {
  const text = demand(check);
  if (!('key' in check || 'value' in check) || (check.key === undefined && check.value === undefined)) return text;
  const value = check.value === undefined ? null : valueLabel(check.value);
  const place = [check.key === undefined ? null : lastSegment(check.key), value].filter((part) => part !== null);
  return `${place.join('\\')} = ${text}`;
}
