import { endpoints } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import { formatWait } from '../../system/formatWait';

const POLL = 15_000;

/** Rows are sealed within seconds, or minutes after an import. */
const USUAL_LAG = 10 * 60_000;

/**
 * For how long rows wait to be sealed, in words.
 *
 * @returns undefined while that is not unusual
 */
export function useSealingWait(): string | undefined {
  const { data } = useCallboardQuery(
    endpoints.getHealth,
    {},
    { refetchInterval: POLL, staleTime: 0 },
  );
  const lag = data?.seals.lag_ms ?? 0;
  return lag > USUAL_LAG ? formatWait(lag) : undefined;
}
