import { useUrlState } from '@callboard/plugin-callboard-react';
import { memberParameters } from '../settings/memberParameters';

const parameters = ['view', ...memberParameters] as const;

/** How the tab shows a project. */
export type WorkView = 'list' | 'board' | 'settings';

/** The view in the address; the list by default. Leaving the settings clears their filters. */
export function useWorkView(): [WorkView, (view: WorkView) => void] {
  const [{ view }, setState] = useUrlState(parameters);
  return [
    view === 'board' || view === 'settings' ? view : 'list',
    next =>
      setState({
        ...(next !== 'settings' && {
          member: undefined,
          member_role: undefined,
        }),
        view: next === 'list' ? undefined : next,
      }),
  ];
}
