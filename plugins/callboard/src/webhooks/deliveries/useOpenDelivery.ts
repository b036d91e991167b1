import { useUrlState } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';

const parameters = ['delivery'] as const;

/** The open delivery, stored in the URL. */
export function useOpenDelivery(): [
  id: string | undefined,
  open: (id: string | undefined) => void,
] {
  const [{ delivery }, setState] = useUrlState(parameters);
  const open = useCallback(
    (id: string | undefined) => setState({ delivery: id }),
    [setState],
  );
  return [delivery, open];
}
