/** Set by build.mjs from package.json. */
declare const REGAUDIT_VERSION: string;

/** What every report says about the tool that made it. */
export const TOOL = { name: 'regaudit', version: REGAUDIT_VERSION } as const;
