import { WidgetFilters } from '../widgetFilters';

/** Leaves what is being done: what waits weighs on nobody yet. */
export const startedWork: WidgetFilters = { state_groups: ['started'] };
