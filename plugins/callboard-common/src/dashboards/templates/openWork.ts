import { WidgetFilters } from '../widgetFilters';

/** Leaves what is still to be done. */
export const openWork: WidgetFilters = {
  state_groups: ['backlog', 'unstarted', 'started'],
};
