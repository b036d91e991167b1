import { LoggableItem } from '../worklogs/LoggableItems';
import { getUntrackedReason } from '../worklogs/requireTracked';
import { FindItem } from './CalledItems';
import { AttributedDraft } from './PlacedDraft';

/**
 * Chooses the first candidate item on which the person can log time. If the person can log time on
 * none of them, returns the reason.
 *
 * @param known - `isOwn`: the time is the caller's; `searched`: the columns searched for items
 */
export function chooseItem(
  { draft: { identifiers }, logged_by }: AttributedDraft,
  findItem: FindItem,
  { isOwn, searched }: { isOwn: boolean; searched: readonly string[] },
): { item: LoggableItem } | { reason: string } {
  const seen = identifiers
    .map(identifier => findItem(logged_by, identifier))
    // Items that callers cannot see count as missing; callers who log for others see all items.
    .filter(item => item !== undefined)
    .filter(item => item.canView || !isOwn);
  const who = isOwn ? 'you' : logged_by;
  const item = seen.find(one => getItemRefusalReason(one, who) === undefined);
  if (item) {
    return { item };
  }
  if (seen.length > 0) {
    return { reason: getItemRefusalReason(seen[0], who)! };
  }
  return {
    reason:
      identifiers.length > 0
        ? `no work item has the identifier ${identifiers.join(' or ')}`
        : `no work item identifier such as PAY-42 found in ${searched.join(
            ', ',
          )}`,
  };
}

/** The reason why a person cannot log on an item; undefined if they can. */
function getItemRefusalReason(
  { canLog, identifier, project }: LoggableItem,
  who: string,
): string | undefined {
  return canLog
    ? getUntrackedReason(project)
    : `${who} cannot log time on ${identifier}`;
}
