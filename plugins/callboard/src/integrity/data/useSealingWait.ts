import { endpoints } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import { formatWait } from '../../system/formatWait';

const POLL = 15_000;

/** Rows get a checkpoint within seconds, or within minutes after an import. */
const USUAL_LAG = 10 * 60_000;

/**
 * Formats how long rows have been waiting for a checkpoint.
 *
 * @returns undefined while the delay is normal
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
