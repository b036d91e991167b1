import { webhookDeliveryStatus } from '@callboard/plugin-callboard-common';
import { useUrlState } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import type { DeliveryFilter } from './DeliveryFilters';

const parameters = ['status', 'type'] as const;

/** Reads the filters of the delivery log from the URL; an invalid status is ignored. */
export function useDeliveryFilter(): [
  DeliveryFilter,
  (patch: DeliveryFilter) => void,
] {
  const [{ status, type }, setState] = useUrlState(parameters);
  const filter = useMemo(
    () => ({
      status: webhookDeliveryStatus.safeParse(status).data,
      type: type?.slice(0, 128),
    }),
    [status, type],
  );
  return [filter, setState];
}
