import { LoggableItem } from '../worklogs/LoggableItems';
import { whyUntracked } from '../worklogs/requireTracked';
import { ItemOf } from './CalledItems';
import { OwnDraft } from './PlacedDraft';

/**
 * Of the items that a row can be about, the first on which its person can log; or
 * why there is none.
 *
 * @param known - `isOwn`: it is the caller's time; `searched`: the columns in which
 * items were looked for
 */
export function chooseItem(
  { draft: { identifiers }, logged_by }: OwnDraft,
  itemOf: ItemOf,
  { isOwn, searched }: { isOwn: boolean; searched: readonly string[] },
): { item: LoggableItem } | { reason: string } {
  const seen = identifiers
    .map(identifier => itemOf(logged_by, identifier))
    // What callers do not see is not there; who logs for others sees everything.
    .filter(item => item !== undefined)
    .filter(item => item.isSeen || !isOwn);
  const who = isOwn ? 'you' : logged_by;
  const item = seen.find(one => whyNotOn(one, who) === undefined);
  if (item) {
    return { item };
  }
  if (seen.length > 0) {
    return { reason: whyNotOn(seen[0], who)! };
  }
  return {
    reason:
      identifiers.length > 0
        ? `there is no work item ${identifiers.join(', ')}`
        : `no work item such as PAY-42 is named in ${searched.join(', ')}`,
  };
}

/** Why somebody cannot log on an item; undefined if they can. */
function whyNotOn(
  { mayLog, identifier, project }: LoggableItem,
  who: string,
): string | undefined {
  return mayLog
    ? whyUntracked(project)
    : `${who} cannot log time on ${identifier}`;
}
