import { COLOURS } from './style-colours.ts';
import { PARTS } from './style-parts.ts';
import { LAYOUT } from './style-layout.ts';
import { PRINT } from './style-print.ts';

/** The style sheet of the report; its hash stands in content-policy.ts. */
export const REPORT_STYLE = `${COLOURS}${LAYOUT}${PARTS}${PRINT}`;
