import { foldName } from '../model/key-path.ts';
import { byCodeUnit } from '../model/order.ts';
import { textOf } from '../model/value-data.ts';
import { CONTROL_SET_NAME, controlSetName, type ControlSet } from './control-set.ts';
import { createEvidenceBase, type BasePart } from './evidence-base.ts';

const SYSTEM = 'HKEY_LOCAL_MACHINE\\SYSTEM';
const COMPUTER_NAME = 'Control\\ComputerName';

/** The names, by their folds, that one part gives its computer: ActiveComputerName, else ComputerName. */
function namesIn(part: BasePart, set: ControlSet): ReadonlyMap<string, string> {
  const base = createEvidenceBase([part]);
  // Where the current control set is unknown, each set may be it.
  const sets =
    set.number === null
      ? base.subkeys(SYSTEM).filter((name) => CONTROL_SET_NAME.test(foldName(name)))
      : [controlSetName(set.number)];
  for (const key of ['ActiveComputerName', 'ComputerName']) {
    const names = new Map<string, string>();
    for (const control of ['CurrentControlSet', ...sets]) {
      const lookup = base.lookup(`${SYSTEM}\\${control}\\${COMPUTER_NAME}\\${key}`, 'ComputerName');
      const name = lookup.answer === 'found' ? textOf(lookup.data) : null;
      if (name) names.set(foldName(name), name);
    }
    if (names.size > 0) return names;
  }
  return new Map();
}

/**
 * The computers that the parts of one host name, when two parts cannot be of one computer; else none. A pending rename
 * shows two names in one part and is one computer.
 */
export function differingComputers(parts: readonly BasePart[], set: ControlSet): readonly string[] {
  const named = parts.map((part) => namesIn(part, set)).filter((names) => names.size > 0);
  const isOneComputer = named.every((a) => named.every((b) => [...a.keys()].some((name) => b.has(name))));
  if (isOneComputer) return [];
  return [...new Map(named.flatMap((names) => [...names])).values()].toSorted(byCodeUnit);
}
