import { useElementFilter } from '@backstage/core-plugin-api';
import { useOutlet } from 'react-router-dom';
import {
  CALLBOARD_TAB,
  type CallboardLayoutRouteProps,
} from './CallboardLayout';

/** The tabs that the portal adds to the admin page. */
export function useAddedTabs(): CallboardLayoutRouteProps[] {
  return useElementFilter(useOutlet(), elements =>
    elements
      .selectByComponentData({ key: CALLBOARD_TAB })
      .getElements<CallboardLayoutRouteProps>()
      .map(element => element.props),
  );
}
