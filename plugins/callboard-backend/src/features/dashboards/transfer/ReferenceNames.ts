import { NamedReference } from '@callboard/plugin-callboard-common';
import { groupBy, sortBy } from 'lodash';
import { Asker } from '../../../access/Caller';
import { Filtering, FoundReference, referencesIn } from './mapReferences';
import { VisibleThings } from './VisibleThings';

/** Names what the filters of dashboards have the ids of. */
export class ReferenceNames {
  constructor(private readonly things: VisibleThings) {}

  /** Those that somebody sees, each once: at most a query for each type. */
  async of(asker: Asker, dashboard: Filtering): Promise<NamedReference[]> {
    const byType = groupBy(referencesIn(dashboard), 'type');
    const named: NamedReference[] = [];
    for (const found of Object.values(byType)) {
      named.push(...(await this.ofOneType(asker, found)));
    }
    return sortBy(named, ['type', 'name', 'id']);
  }

  private async ofOneType(
    asker: Asker,
    found: FoundReference[],
  ): Promise<NamedReference[]> {
    const ids = [...new Set(found.map(({ id }) => id))];
    return this.things.byIds(asker, found[0].type, ids);
  }
}
