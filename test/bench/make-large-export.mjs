// Writes a large UTF-16LE export for the benchmarks: a real export (Wine 8.0) repeated under different keys, with the
// eight settings at the start, in the middle and at the end, superseded values, deletions, and strings with line
// breaks that imitate the settings. Usage: node make-large-export.mjs FILE [MEGABYTES]
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FIXTURES = fileURLToPath(new URL('../../fixtures/verdicts/wine/', import.meta.url));
const PROTOCOL =
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2';
const DOTNET = 'Microsoft\\.NETFramework\\v4.0.30319';

/** The blocks of a real export without its file header. */
function blocksOf(name) {
  const text = readFileSync(path.join(FIXTURES, name)).toString('utf16le').slice(1);
  return text
    .slice(text.indexOf('['))
    .replaceAll('[HKEY_LOCAL_MACHINE\\', '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Copies\\COPY\\');
}

function settings(enabled) {
  const [on, off] = enabled ? ['00000001', '00000000'] : ['00000000', '00000001'];
  const dotnet = ['SOFTWARE', 'SOFTWARE\\WOW6432Node'].map(
    (hive) =>
      `[HKEY_LOCAL_MACHINE\\${hive}\\${DOTNET}]\r\n"SystemDefaultTlsVersions"=dword:${on}\r\n"SchUseStrongCrypto"=dword:${on}\r\n\r\n`,
  );
  const sides = ['Client', 'Server'].map(
    (side) => `[${PROTOCOL}\\${side}]\r\n"Enabled"=dword:${on}\r\n"DisabledByDefault"=dword:${off}\r\n\r\n`,
  );
  return [...dotnet, ...sides].join('');
}

/** A string whose lines look like the settings of a disabled server. */
function decoy(copy) {
  const fake = `[${PROTOCOL}\\Server]\r\n"Enabled"=dword:00000000\r\n`.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Copies\\${copy}\\Decoy]\r\n"Notes"="as found:\r\n${fake}\r\n"\r\n\r\n`;
}

/** Writes the file; the last settings enable TLS 1.2, so that all eight rules pass. */
export function makeLargeExport(file, megabytes) {
  const output = openSync(file, 'w');
  const write = (text) => writeSync(output, Buffer.from(text, 'utf16le'));
  const source = ['wine-hklm-system.reg', 'tls-enabled-software.reg'].map(blocksOf).join('');
  const copies = Math.max(2, Math.round((megabytes * 1e6) / (2 * source.length)));
  write(`\ufeffWindows Registry Editor Version 5.00\r\n\r\n${settings(false)}`);
  for (let i = 0; i < copies; i++) {
    const copy = `Copy${String(i).padStart(5, '0')}`;
    write(source.replaceAll('\\COPY\\', `\\${copy}\\`));
    if (i % 100 === 0) write(decoy(copy));
    if (i === copies >> 1)
      write(settings(true) + `[-${PROTOCOL}]\r\n\r\n[${PROTOCOL}\\Server]\r\n"Enabled"=dword:00000000\r\n\r\n`);
  }
  write(settings(false) + settings(true));
  closeSync(output);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  makeLargeExport(process.argv[2] ?? 'large.reg', Number(process.argv[3] ?? 330));
}
