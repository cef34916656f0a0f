/**
 * Registry value types by number, named as winnt.h names them
 * (https://learn.microsoft.com/windows/win32/sysinfo/registry-value-types).
 */
const TYPE_NAMES = [
  'REG_NONE',
  'REG_SZ',
  'REG_EXPAND_SZ',
  'REG_BINARY',
  'REG_DWORD',
  'REG_DWORD_BIG_ENDIAN',
  'REG_LINK',
  'REG_MULTI_SZ',
  'REG_RESOURCE_LIST',
  'REG_FULL_RESOURCE_DESCRIPTOR',
  'REG_RESOURCE_REQUIREMENTS_LIST',
  'REG_QWORD',
] as const;

/** A registry type with a name of its own. */
export type RegType = (typeof TYPE_NAMES)[number];

export const REG_SZ = 1;
export const REG_EXPAND_SZ = 2;
export const REG_BINARY = 3;
export const REG_DWORD = 4;
export const REG_MULTI_SZ = 7;
export const REG_QWORD = 11;

/** `REG_DWORD` for 4; an unrecognised number prints as `0x%08x`, because real hives are full of such types. */
export function regTypeName(type: number): string {
  return TYPE_NAMES[type] ?? `0x${type.toString(16).padStart(8, '0')}`;
}

/** The number of a type name; every {@link RegType} has one. */
export function regTypeNumber(name: RegType): number {
  return TYPE_NAMES.indexOf(name);
}
