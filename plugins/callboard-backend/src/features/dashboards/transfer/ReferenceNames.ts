import { NamedReference } from '@callboard/plugin-callboard-common';
import { groupBy, sortBy } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { Filtering, FoundReference, referencesIn } from './mapReferences';
import { VisibleResources } from './VisibleResources';

/** Names what the filters of dashboards have the ids of. */
export class ReferenceNames {
  constructor(private readonly resources: VisibleResources) {}

  /** Those that somebody sees, each once: at most a query for each type. */
  async of(
    context: RequestContext,
    dashboard: Filtering,
  ): Promise<NamedReference[]> {
    const byType = groupBy(referencesIn(dashboard), 'type');
    const named: NamedReference[] = [];
    for (const found of Object.values(byType)) {
      named.push(...(await this.ofOneType(context, found)));
    }
    return sortBy(named, ['type', 'name', 'id']);
  }

  private async ofOneType(
    context: RequestContext,
    found: FoundReference[],
  ): Promise<NamedReference[]> {
    const ids = [...new Set(found.map(({ id }) => id))];
    return this.resources.byIds(context, found[0].type, ids);
  }
}
