import {
  workItemOrder,
  type WorkItemOrder,
} from '@callboard/plugin-callboard-common';
import { useUrlState } from '@callboard/plugin-callboard-react';

const parameters = ['order'] as const;

/** The order that groups items by state. */
export const GROUPED: WorkItemOrder = 'state';

/** Returns the order of the list from the address; by workflow otherwise. */
export function useWorkOrder(): [
  WorkItemOrder,
  (order: string | undefined) => void,
] {
  const [{ order }, setState] = useUrlState(parameters);
  const known = workItemOrder.safeParse(order);
  return [
    known.success ? known.data : GROUPED,
    value => setState({ order: value === GROUPED ? undefined : value }),
  ];
}
