import { WidgetFilters } from '../widgetFilters';

/** Selects work in progress: waiting work is not load yet. */
export const startedWork: WidgetFilters = { state_groups: ['started'] };
