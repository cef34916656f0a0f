import type { RegType } from '../../model/registry-type.ts';
import { wantedTarget } from './check-kind.ts';
import type { CheckKindRow, CheckOf } from './check-kind.ts';
import { judgeValue } from './judge-value.ts';
import { unsignedNumber } from './read-data.ts';
import type { Content } from './read-data.ts';

/** Whether content is exactly the data of a check; bytes are written as hex digits. */
function isSame(content: Content, data: number | string | readonly string[], type: RegType): boolean {
  switch (content.kind) {
    case 'number':
      return typeof data !== 'object' && content.number === unsignedNumber(data, type);
    case 'text':
      return content.text === data;
    case 'list':
      return (
        typeof data === 'object' &&
        data.length === content.items.length &&
        content.items.every((item, i) => item === data[i])
      );
    case 'bytes':
      return typeof data === 'string' && content.hex === data.toLowerCase();
  }
}

/** Exactly one datum; `acceptNonZero` lets any other non-zero number pass where the reading allows it. */
export const equals: CheckKindRow<CheckOf<'equals'>> = {
  judge: (check, context) =>
    judgeValue(check, context, (content) => {
      if (isSame(content, check.data, check.type)) return 'equal';
      const isAccepted = check.acceptNonZero === true && context.policy.acceptsNonZero;
      return isAccepted && content.kind === 'number' && content.number !== 0n ? 'nonstandard-nonzero' : 'differs';
    }),
  wanted: wantedTarget,
};

/** One of several data. */
export const oneOf: CheckKindRow<CheckOf<'oneOf'>> = {
  judge: (check, context) =>
    judgeValue(check, context, (content) =>
      check.data.some((data) => isSame(content, data, check.type)) ? 'equal' : 'differs',
    ),
  wanted: wantedTarget,
};
