import { useUrlState } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';

/** A comment belongs to its item, so both are removed together. */
const parameters = ['item', 'comment'] as const;

/** Returns the open item from the address. */
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
