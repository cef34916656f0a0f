import { UsageError } from '../model/errors.ts';

/** An ISO 8601 date, or date and time with a zone: without one, the instant would depend on the machine. */
const INSTANT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/u;

/** When the evaluation takes place, as an ISO instant: `--now`, else SOURCE_DATE_EPOCH, else the clock. */
export function evaluationTime(now: string | undefined, sourceDateEpoch: string | undefined): string {
  if (now !== undefined) {
    const time = INSTANT.test(now) ? Date.parse(now) : NaN;
    if (Number.isNaN(time))
      throw new UsageError([`--now ${now}: expected a date or time as 2026-01-31 or 2026-01-31T12:00:00Z`]);
    return new Date(time).toISOString();
  }
  // https://reproducible-builds.org/specs/source-date-epoch/ (seconds, decimal); an empty variable counts as unset.
  if (sourceDateEpoch === undefined || sourceDateEpoch === '') return new Date().toISOString();
  const time = /^\d+$/u.test(sourceDateEpoch) ? new Date(Number(sourceDateEpoch) * 1000) : null;
  if (time === null || Number.isNaN(time.getTime())) {
    throw new UsageError([`SOURCE_DATE_EPOCH=${sourceDateEpoch}: expected whole seconds since 1970`]);
  }
  return time.toISOString();
}
