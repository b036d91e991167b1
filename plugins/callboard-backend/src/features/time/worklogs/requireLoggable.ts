import { InvalidRequestError } from '../../../http/errors';
import { LoggableItem } from './LoggableItems';
import { getUntrackedReason } from './requireTracked';

/**
 * Returns the item that a request names to log time on.
 *
 * @param items - the locked items by id
 * @throws InvalidRequestError for an unknown item, or one that the person may not
 *   log on
 */
export function requireLoggable(
  items: ReadonlyMap<string, LoggableItem>,
  work_item_id: string,
): LoggableItem {
  const item = items.get(work_item_id);
  const reason =
    item && !item.isDeleted && item.canLog
      ? getUntrackedReason(item.project)
      : 'is not a work item that you can log time on';
  if (!item || reason !== undefined) {
    throw new InvalidRequestError([
      { field: 'body.work_item_id', reason: reason! },
    ]);
  }
  return item;
}
