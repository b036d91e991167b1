import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { noData } from '../../database/FeatureTables';
import { PublishedDepartments } from './PublishedDepartments';

/** Publishes departments and their people to the catalog. */
export function addPublishing({ knex, router }: Core): Feature {
  const published = new PublishedDepartments(knex);
  router.handleService(endpoints.listPublishedDepartments, ({ query }) =>
    published.list(query),
  );
  return { data: noData, services: {} };
}
