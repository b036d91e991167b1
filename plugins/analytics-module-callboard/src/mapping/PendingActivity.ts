import {
  NewActivity,
  MAX_METADATA_BYTES,
  getUtf8Length,
} from '@callboard/plugin-callboard-common';
import { Environment } from '../Environment';
import { toNamedEntity } from './toNamedEntity';

/** Whether an activity is a click that opens another page of the portal. */
function isPortalLink({ action, metadata }: NewActivity): boolean {
  const attributes = metadata?.attributes as { to?: unknown } | undefined;
  const to = attributes?.to;
  return action === 'click' && typeof to === 'string' && /^\/(?!\/)/.test(to);
}

/** Whether an activity is a view of a page, or a view within a page. */
function isView({ action }: NewActivity): boolean {
  return action === 'page_view' || action === 'entity_view';
}

/**
 * Merges two activities in quick succession if they are one action of the user; returns undefined
 * otherwise.
 *
 * - Two page views, or two views within a page: the first one was a redirect, or the portal has
 *   reported one view twice while starting. A view within a page does not replace the view
 *   of the page.
 * - A click on a link and the view of the page that opens: the view records the link's text.
 * - Two searches while the user types: `pay`, `paym`, `payments`.
 */
function mergeActivities(
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
  if (clicked === undefined) {
    return view;
  }
  const metadata = { ...view.metadata, clicked };
  const fits = getUtf8Length(JSON.stringify(metadata)) <= MAX_METADATA_BYTES;
  return fits ? { ...view, metadata } : view;
}

function isSameTyping(earlier: NewActivity, later: NewActivity): boolean {
  if (earlier.action !== 'search' || later.action !== 'search') {
    return false;
  }
  const [earlierText, laterText] = [earlier, later].map(({ entity_label }) =>
    (entity_label ?? '').trim().toLowerCase(),
  );
  return earlierText.startsWith(laterText) || laterText.startsWith(earlierText);
}

const TYPING_PAUSE_MS = 2_000;
const REDIRECT_MS = 300;
const PAGE_OPENS_MS = 1_000;

/** How long an activity waits for a next one to merge with, in milliseconds. */
function getMergeWindow(activity: NewActivity): number {
  if (activity.action === 'search') {
    return TYPING_PAUSE_MS;
  }
  if (isView(activity)) {
    return REDIRECT_MS;
  }
  return isPortalLink(activity) ? PAGE_OPENS_MS : 0;
}

/** Delays each activity while the next one may still be merged with it. */
export class PendingActivity {
  #pending: NewActivity | undefined;
  #cancel: () => void = () => {};

  constructor(
    private readonly environment: Environment,
    private readonly onReady: (activity: NewActivity) => void,
  ) {}

  /** Takes an activity, and merges it with the delayed one if possible. */
  take(activity: NewActivity): void {
    const merged = this.#pending && mergeActivities(this.#pending, activity);
    if (merged) {
      this.drop();
    } else {
      this.flush();
    }
    this.#pending = merged ?? activity;
    const wait = getMergeWindow(this.#pending);
    if (wait === 0) {
      this.flush();
    } else {
      this.#cancel = this.environment.schedule(wait, () => this.flush());
    }
  }

  flush(): void {
    const pending = this.#pending;
    this.drop();
    if (pending) {
      this.onReady(pending);
    }
  }

  drop(): void {
    this.#cancel();
    this.#pending = undefined;
  }
}
