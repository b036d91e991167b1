import { WidgetFilters } from '../widgetFilters';

/** Leaves what is still to be done. */
export const openWork: WidgetFilters = {
  state_groups: ['backlog', 'unstarted', 'started'],
};

/** Leaves what is taken up: a backlog weighs on nobody yet. */
export const plannedWork: WidgetFilters = {
  state_groups: ['unstarted', 'started'],
};
