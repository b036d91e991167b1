import { useUrlState } from '@callboard/plugin-callboard-react';

const parameters = ['view'] as const;

/** How the tab shows a project. */
export type WorkView = 'list' | 'board' | 'settings';

/** The view in the address; the list unless it says another. */
export function useWorkView(): [WorkView, (view: WorkView) => void] {
  const [{ view }, setState] = useUrlState(parameters);
  return [
    view === 'board' || view === 'settings' ? view : 'list',
    next => setState({ view: next === 'list' ? undefined : next }),
  ];
}
