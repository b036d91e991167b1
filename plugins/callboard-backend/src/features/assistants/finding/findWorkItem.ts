import { NotFoundError } from '@backstage/errors';
import { endpoints, WorkItem } from '@callboard/plugin-callboard-common';
import { AssistantUser } from '../AssistantUser';

/** The identifier may occur in the titles of other items, which the search also finds. */
const MAX_PAGES = 5;

/** Lists omit drafts and archived items by default. */
const lists = [{}, { is_archived: true }, { is_draft: true }];

/**
 * The work item with an identifier such as `PAY-42`.
 *
 * @param field - the input field, for the error
 * @throws NotFoundError if the user sees none
 */
export async function findWorkItem(
  person: AssistantUser,
  slug: string,
  identifier: string,
  field = 'item',
): Promise<WorkItem> {
  const requested = identifier.trim().toUpperCase();
  for (const list of lists) {
    const found = await findInList(person, slug, requested, list);
    if (found) {
      return found;
    }
  }
  throw new NotFoundError(
    `${field}: there is no work item ${requested} that this person can see`,
  );
}

async function findInList(
  person: AssistantUser,
  slug: string,
  requested: string,
  list: { is_archived?: boolean; is_draft?: boolean },
): Promise<WorkItem | undefined> {
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const {
      items,
      next_cursor,
    }: { items: WorkItem[]; next_cursor: string | null } = await person.call(
      endpoints.listWorkItemsOfWorkspace,
      {
        params: { slug },
        query: {
          ...list,
          search: requested,
          limit: 200,
          ...(cursor ? { cursor } : {}),
        },
      },
    );
    const found = items.find(({ identifier }) => identifier === requested);
    if (found || !next_cursor) {
      return found;
    }
    cursor = next_cursor;
  }
  return undefined;
}
