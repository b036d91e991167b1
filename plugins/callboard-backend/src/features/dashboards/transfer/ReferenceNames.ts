import { NamedReference } from '@callboard/plugin-callboard-common';
import { groupBy, sortBy } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { Filtering, FoundReference, listReferences } from './mapReferences';
import { VisibleResources } from './VisibleResources';

/** Finds names for the ids in filters of dashboards. */
export class ReferenceNames {
  constructor(private readonly resources: VisibleResources) {}

  /** Returns the references that the caller may see, without duplicates: at most one query per type. */
  async listNamedReferences(
    context: RequestContext,
    dashboard: Filtering,
  ): Promise<NamedReference[]> {
    const byType = groupBy(listReferences(dashboard), 'type');
    const named: NamedReference[] = [];
    for (const found of Object.values(byType)) {
      named.push(...(await this.findNamedReferences(context, found)));
    }
    return sortBy(named, ['type', 'name', 'id']);
  }

  private async findNamedReferences(
    context: RequestContext,
    found: FoundReference[],
  ): Promise<NamedReference[]> {
    const ids = [...new Set(found.map(({ id }) => id))];
    return this.resources.findByIds(context, found[0].type, ids);
  }
}
