/**
 * A key of Windows that rules are about. Only keys that a cited Microsoft page names are listed; where such a page
 * lists all children that mean something, the key is `closed`.
 */
export interface KnownKey {
  readonly name: string;
  readonly children?: readonly KnownKey[];
  /** Any child that is not listed has no effect. */
  readonly isClosed?: boolean;
  /** Spellings that mean this key and are known from the field; where Windows reads nothing. */
  readonly misspellings?: readonly string[];
  /** The values that Windows reads here, when all of them are known. */
  readonly values?: readonly string[];
}

function leaves(names: readonly string[]): readonly KnownKey[] {
  return names.map((name) => ({ name }));
}

/** https://learn.microsoft.com/windows-server/security/tls/tls-registry-settings */
const PROTOCOLS: readonly KnownKey[] = [
  'PCT 1.0',
  'SSL 2.0',
  'SSL 3.0',
  'TLS 1.0',
  'TLS 1.1',
  'TLS 1.2',
  'TLS 1.3',
  'DTLS 1.0',
  'DTLS 1.2',
  'Multi-Protocol Unified Hello',
].map((name) => ({
  name,
  isClosed: true,
  values: [], // none is documented beside Client and Server
  children: ['Client', 'Server'].map((side) => ({ name: side, values: ['Enabled', 'DisabledByDefault'] })),
}));

/**
 * Restrict the use of certain cryptographic algorithms and protocols in Schannel.dll (KB245030). The `/` is part
 * of a name; `Triple DES 168/168` is the name before Windows Vista.
 */
const CIPHERS: readonly KnownKey[] = leaves([
  'NULL',
  'DES 56/56',
  'RC2 40/128',
  'RC2 56/128',
  'RC2 128/128',
  'RC4 40/128',
  'RC4 56/128',
  'RC4 64/128',
  'RC4 128/128',
  'Triple DES 168',
  'Triple DES 168/168',
  'AES 128/128',
  'AES 256/256',
]);

const SCHANNEL: KnownKey = {
  name: 'SCHANNEL',
  children: [
    { name: 'Protocols', isClosed: true, children: PROTOCOLS },
    { name: 'Ciphers', isClosed: true, children: CIPHERS },
    { name: 'Hashes', isClosed: true, children: leaves(['MD5', 'SHA', 'SHA256', 'SHA384', 'SHA512']) },
    { name: 'KeyExchangeAlgorithms', isClosed: true, children: leaves(['Diffie-Hellman', 'ECDH', 'PKCS']) },
    { name: 'Messaging' },
  ],
};

/** The runtime builds the key's name from its own version, so that `v4.0` and `v4.8` are read by nothing. */
const DOTNET_VERSIONS: readonly KnownKey[] = [
  { name: 'v4.0.30319', misspellings: ['v4', 'v4.0', 'v4.5', 'v4.6', 'v4.7', 'v4.8', 'v4.8.1', '4.0.30319'] },
  { name: 'v2.0.50727', misspellings: ['v2', 'v2.0', 'v3.0', 'v3.5', '2.0.50727'] },
];

const MICROSOFT: KnownKey = {
  name: 'Microsoft',
  children: [
    {
      name: '.NETFramework',
      misspellings: ['.NET Framework', 'NET Framework', 'NETFramework'],
      children: DOTNET_VERSIONS,
    },
    { name: 'NET Framework Setup', misspellings: ['.NET Framework Setup'], children: leaves(['NDP']) },
    { name: 'Windows NT', children: leaves(['CurrentVersion']) },
    {
      name: 'Windows',
      children: [
        {
          name: 'CurrentVersion',
          children: [{ name: 'Internet Settings', children: leaves(['WinHttp']) }, { name: 'Uninstall' }],
        },
      ],
    },
    { name: 'Azure AD Connect' },
    { name: 'Cryptography' },
  ],
};

const SOFTWARE_CHILDREN: readonly KnownKey[] = [MICROSOFT, { name: 'Classes' }];

const SOFTWARE: KnownKey = {
  name: 'SOFTWARE',
  children: [
    ...SOFTWARE_CHILDREN,
    { name: 'WOW6432Node', misspellings: ['WOW64', 'WOW64Node', 'WOW6432'], children: SOFTWARE_CHILDREN },
    { name: 'Policies', children: leaves(['Microsoft']) },
  ],
};

const SYSTEM: KnownKey = {
  name: 'SYSTEM',
  children: [
    { name: 'Select' },
    {
      name: 'CurrentControlSet',
      children: [
        {
          name: 'Control',
          children: [
            { name: 'SecurityProviders', children: [SCHANNEL] },
            { name: 'Cryptography', children: leaves(['Configuration']) },
            { name: 'Lsa', children: leaves(['FIPSAlgorithmPolicy']) },
            { name: 'Session Manager' },
            { name: 'ComputerName' },
          ],
        },
        { name: 'Services' },
        { name: 'Enum' },
        { name: 'Hardware Profiles' },
        { name: 'Policies' },
      ],
    },
    { name: 'Setup' },
    { name: 'MountedDevices' },
  ],
};

/** The children of HKEY_LOCAL_MACHINE that a path lint can say something about. */
export const LOCAL_MACHINE: KnownKey = {
  name: 'HKEY_LOCAL_MACHINE',
  isClosed: true,
  children: [SOFTWARE, SYSTEM, ...leaves(['SAM', 'SECURITY', 'HARDWARE', 'BCD00000000', 'COMPONENTS', 'DRIVERS'])],
};
