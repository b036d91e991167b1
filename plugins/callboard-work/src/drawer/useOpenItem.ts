import { useUrlState } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';

const parameters = ['item'] as const;

/** The item whose details are open: the address says which. */
export function useOpenItem(): [
  string | undefined,
  (id: string | undefined) => void,
] {
  const [{ item }, setState] = useUrlState(parameters);
  const open = useCallback(
    (id: string | undefined) => setState({ item: id }),
    [setState],
  );
  return [item, open];
}
