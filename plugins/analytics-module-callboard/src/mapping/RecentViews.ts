import { NewActivity } from '@callboard/plugin-callboard-common';
import { Environment } from '../Environment';

const DEDUPLICATED_ACTIONS = new Set([
  'page_view',
  'entity_view',
  'search',
  'not_found',
]);

/**
 * Returns the key of an activity: two activities with equal keys within a few seconds are
 * duplicates. Returns undefined for activities that are always recorded. Redirects, remounts, tabs
 * of one entity and refreshed result lists make the portal report the same event twice.
 */
function getRepeatKey(activity: NewActivity): string | undefined {
  return DEDUPLICATED_ACTIONS.has(activity.action)
    ? `${activity.action} ${activity.entity_id ?? activity.entity_label}`
    : undefined;
}

const PREFIX = 'callboard.activity/recent';
const REPEAT_WITHIN_MS = 5_000;

/**
 * The views, searches and missing pages of one user within the last seconds, in any tab and across
 * reloads.
 */
export class RecentViews {
  readonly #key: string;
  #seen: Array<[key: string, at: number]> = [];

  constructor(private readonly environment: Environment, userRef: string) {
    this.#key = `${PREFIX}/${encodeURIComponent(userRef)}`;
  }

  /** Whether an activity repeats an earlier one of the last seconds; if not, remembers it. */
  isRepeat(activity: NewActivity): boolean {
    const key = getRepeatKey(activity);
    if (key === undefined) {
      return false;
    }
    const now = this.environment.now();
    const recent = [...this.#readStoredViews(), ...this.#seen].filter(
      // Excludes entries from the future, which exist after a clock was set back.
      ([, at]) => at <= now && now - at < REPEAT_WITHIN_MS,
    );
    if (recent.some(([seen]) => seen === key)) {
      return true;
    }
    this.#seen = [...new Map([...recent, [key, now]])];
    this.#store();
    return false;
  }

  clear(): void {
    this.#seen = [];
    this.#store();
  }

  #readStoredViews(): Array<[string, number]> {
    try {
      const text = this.environment.storage?.getItem(this.#key) ?? '[]';
      const stored: unknown = JSON.parse(text);
      return Array.isArray(stored) ? stored.filter(isStoredView) : [];
    } catch {
      return [];
    }
  }

  #store(): void {
    try {
      if (this.#seen.length > 0) {
        this.environment.storage?.setItem(
          this.#key,
          JSON.stringify(this.#seen),
        );
      } else {
        this.environment.storage?.removeItem(this.#key);
      }
    } catch {
      // Repeats are then detected within this tab only.
    }
  }
}

function isStoredView(value: unknown): value is [string, number] {
  return Array.isArray(value) && typeof value[1] === 'number';
}
