import { InvalidRequestError } from '../../../http/errors';
import { LoggableItem } from './LoggableItems';
import { whyUntracked } from './requireTracked';

/**
 * An item that a body names for time to be logged on it.
 *
 * @param items - those that are held, by id
 * @throws InvalidRequestError for one that is not there, or that its person may not
 *   log on
 */
export function requireLoggable(
  items: ReadonlyMap<string, LoggableItem>,
  work_item_id: string,
): LoggableItem {
  const item = items.get(work_item_id);
  const reason =
    item && !item.isDeleted && item.mayLog
      ? whyUntracked(item.project)
      : 'is not a work item that you can log time on';
  if (!item || reason !== undefined) {
    throw new InvalidRequestError([
      { field: 'body.work_item_id', reason: reason! },
    ]);
  }
  return item;
}
