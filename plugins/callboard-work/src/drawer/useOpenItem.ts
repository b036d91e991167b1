import { useUrlState } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';

/** The second is of the first, and goes with it. */
const parameters = ['item', 'comment'] as const;

/** The item whose details are open: the address says which. */
export function useOpenItem(): [
  string | undefined,
  (id: string | undefined) => void,
] {
  const [{ item }, setState] = useUrlState(parameters);
  const open = useCallback(
    (id: string | undefined) => setState({ item: id, comment: undefined }),
    [setState],
  );
  return [item, open];
}
