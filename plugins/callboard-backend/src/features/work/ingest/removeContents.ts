import {
  EXPOSED_DIGEST,
  HIDDEN_DIGEST,
  WorkItemRow,
} from '../items/WorkItemRow';
import { ItemSnapshot } from './IngestedItems';
import { compareSnapshot } from './readSnapshots';

/** The title of an item whose contents must not be readable. */
const PRIVATE_TITLE = 'Private item';

/** Empties all contents, except the title and the link. */
const noContents = {
  description: null,
  assignees: [],
  labels: [],
  cycle: null,
  module: null,
  parent_external_id: null,
  estimate_points: null,
  estimate_time: null,
  start_date: null,
  target_date: null,
};

/**
 * Removes the contents from a snapshot of an item that its source hides. Keeps the title and the
 * link that the source sends.
 */
export function hideSnapshot<Snapshot extends ItemSnapshot>(
  snapshot: Snapshot,
): Snapshot {
  return {
    ...snapshot,
    digest: HIDDEN_DIGEST,
    item: {
      ...snapshot.item,
      ...noContents,
      title: snapshot.item.title ?? PRIVATE_TITLE,
    },
  };
}

/**
 * Removes the contents from a snapshot of a secret project whose item is stored in an open project.
 * This can happen because ingestion never moves a stored item to another project.
 *
 * The returned snapshot hides the contents even if the stored item is newer, because the project
 * may have become secret since. So a delayed snapshot of a secret project also hides an item that
 * has left that project at the source. The next snapshot of an open project shows the item again,
 * even if that snapshot has the same time as the stored item.
 */
export function removeContents<Snapshot extends ItemSnapshot>(
  snapshot: Snapshot,
  stored: WorkItemRow | undefined,
): Snapshot {
  const { entity_ref, external_id, updated_at, state, is_deleted } =
    snapshot.item;
  const isNewer = compareSnapshot(snapshot, stored) > 0;
  return {
    ...snapshot,
    digest: EXPOSED_DIGEST,
    item: {
      ...noContents,
      entity_ref,
      external_id,
      updated_at: (!isNewer && stored?.external_updated_at) || updated_at,
      state: isNewer ? state : undefined,
      is_deleted,
      title: PRIVATE_TITLE,
      external_url: null,
    },
  };
}
