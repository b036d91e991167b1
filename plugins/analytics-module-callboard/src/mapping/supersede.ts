import {
  MAX_METADATA_BYTES,
  NewActivity,
  getUtf8Length,
} from '@callboard/plugin-callboard-common';
import { toNamedEntity } from './toNamedEntity';
import { isPortalLink } from './isPortalLink';
import { isView } from './isView';

/**
 * Merges two activities in quick succession that are one to the user, or returns undefined if they
 * are two.
 *
 * - A page that is left at once was a redirect; and while the portal starts, it reports its first
 *   page before it knows whose page it is, and then again. A view opened within a page leaves the
 *   page open.
 * - A link is clicked to open a page: the page counts, and records the link.
 * - Search boxes search while a user types: `pay`, `paym`, `payments`.
 */
export function supersede(
  earlier: NewActivity,
  later: NewActivity,
): NewActivity | undefined {
  if (isView(later) && isView(earlier) && isPage(later) === isPage(earlier)) {
    return addClicked(later, earlier.metadata?.clicked);
  }
  if (isView(later) && isPortalLink(earlier)) {
    const text = earlier.metadata?.text ?? earlier.entity_label;
    return addClicked(later, text ?? undefined);
  }
  return isSameTyping(earlier, later) ? later : undefined;
}

/** Whether an activity is a page view of the portal, rather than a view within a page. */
function isPage({ action, entity_id }: NewActivity): boolean {
  return action === 'page_view' || toNamedEntity(entity_id) !== undefined;
}

function addClicked(
  view: NewActivity,
  clicked: NonNullable<NewActivity['metadata']>[string] | undefined,
): NewActivity {
  const metadata = { ...view.metadata, clicked: clicked! };
  const fits = getUtf8Length(JSON.stringify(metadata)) <= MAX_METADATA_BYTES;
  return clicked !== undefined && fits ? { ...view, metadata } : view;
}

function isSameTyping(earlier: NewActivity, later: NewActivity): boolean {
  if (earlier.action !== 'search' || later.action !== 'search') {
    return false;
  }
  const [one, other] = [earlier, later].map(({ entity_label }) =>
    (entity_label ?? '').trim().toLowerCase(),
  );
  return one.startsWith(other) || other.startsWith(one);
}
