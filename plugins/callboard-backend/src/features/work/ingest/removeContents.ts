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
 * Replaces a snapshot of an item that its source hides by one that hides the contents. Keeps the
 * title and the link that the snapshot states.
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
 * Replaces a snapshot of a secret project by one that hides the contents of the stored item. Items
 * stay in their project, so an item of a secret project can be stored in an open one.
 *
 * Hides even a stored state that is as new or newer, because its project may have become secret
 * since. So a delayed snapshot of a secret project hides an item that has left it. The item is
 * shown again by the next snapshot of an open project, even if that snapshot has the time of the
 * stored state.
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
