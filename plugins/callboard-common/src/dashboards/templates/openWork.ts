import { WidgetFilters } from '../widgetFilters';

/** Selects work that is not completed. */
export const openWork: WidgetFilters = {
  state_groups: ['backlog', 'unstarted', 'started'],
};
