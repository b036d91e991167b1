import {
  NewActivity,
  MAX_METADATA_BYTES,
  getUtf8Length,
} from '@callboard/plugin-callboard-common';
import { Environment } from '../environment/Environment';
import { toNamedEntity } from './toNamedEntity';

/** Whether an activity is a click that opens another page of the portal. */
function isPortalLink({ action, metadata }: NewActivity): boolean {
  const attributes = metadata?.attributes as { to?: unknown } | undefined;
  const to = attributes?.to;
  return action === 'click' && typeof to === 'string' && /^\/(?!\/)/.test(to);
}

/** Whether an activity is a page view. */
function isView({ action }: NewActivity): boolean {
  return action === 'page_view' || action === 'entity_view';
}

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
function supersede(
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

const TYPING_PAUSE_MS = 2_000;
const REDIRECT_MS = 300;
const PAGE_OPENS_MS = 1_000;

/** How long the next activity may supersede this one, in milliseconds. */
function getSupersedeWindow(activity: NewActivity): number {
  if (activity.action === 'search') {
    return TYPING_PAUSE_MS;
  }
  if (isView(activity)) {
    return REDIRECT_MS;
  }
  return isPortalLink(activity) ? PAGE_OPENS_MS : 0;
}

/** Holds back the last activity as long as the next one may supersede it. */
export class Unsettled {
  readonly #environment: Environment;
  readonly #settled: (activity: NewActivity) => void;
  #pending: NewActivity | undefined;
  #cancel: () => void = () => {};

  constructor(
    environment: Environment,
    settled: (activity: NewActivity) => void,
  ) {
    this.#environment = environment;
    this.#settled = settled;
  }

  /** Takes an activity, which may supersede the one held back. */
  take(activity: NewActivity): void {
    const better = this.#pending && supersede(this.#pending, activity);
    if (better) {
      this.drop();
    } else {
      this.flush();
    }
    this.#pending = better ?? activity;
    const wait = getSupersedeWindow(this.#pending);
    if (wait === 0) {
      this.flush();
    } else {
      this.#cancel = this.#environment.schedule(wait, () => this.flush());
    }
  }

  /** Releases the activity held back. */
  flush(): void {
    const pending = this.#pending;
    this.drop();
    if (pending) {
      this.#settled(pending);
    }
  }

  /** Discards the activity held back. */
  drop(): void {
    this.#cancel();
    this.#pending = undefined;
  }
}
