import { Change } from '../../changes/Changes';
import { ProjectStore } from './ProjectStore';
import { toProjectActivity } from './toProjectActivity';

/** Marks projects whose entity is missing in the catalog. */
export class MissingProjects {
  constructor(private readonly store: ProjectStore) {}

  /** Sets or clears the mark of a project; does nothing if it is up to date. */
  async set(change: Change, id: string, isMissing: boolean): Promise<void> {
    const [before] = await this.store.findMany(change.tx, [id]);
    if (!before || (before.entity_missing_since !== null) === isMissing) {
      return;
    }
    const at = new Date(change.now).toISOString();
    const after = {
      ...before,
      entity_missing_since: isMissing ? at : null,
      version: before.version + 1,
      updated_at: at,
    };
    change.record(toProjectActivity(before, after));
    await this.store.update(change.tx, after);
  }
}
