import { Core } from '../../core/Core';
import { noData } from '../../database/StoredData';
import { Feature } from '../../core/Feature';
import { bindNumbers } from './numbers/routes';
import { WidgetNumbers } from './numbers/WidgetNumbers';

/** Dashboards, their widgets, and the numbers in them. */
export function addDashboards(core: Core): Feature {
  const numbers = new WidgetNumbers({ knex: core.reader, clock: core.clock });
  bindNumbers(core.router, numbers);
  return { data: noData, services: {} };
}
