import {
  workItemOrder,
  type WorkItemOrder,
} from '@callboard/plugin-callboard-common';
import { useUrlState } from '@callboard/plugin-callboard-react';

const parameters = ['order'] as const;

/** The order in which items stand under their states. */
export const GROUPED: WorkItemOrder = 'state';

/** What the list goes by: the address says, else the workflow. */
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
