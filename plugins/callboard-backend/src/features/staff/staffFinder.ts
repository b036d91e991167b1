import { staffPath } from '@callboard/plugin-callboard-common';
import { ThingFinder } from '../../core/things/ThingFinder';
import { isOneOf } from '../../database/bulk';

/** People on the staff have profiles on the page of the organisation. */
export const staffFinder: ThingFinder = {
  type: 'staff',
  async find(knex, ids, sight) {
    const rows = await knex('staff')
      .select('id', 'workspace_id', 'first_name', 'last_name', 'deleted_at')
      .whereRaw(...isOneOf(knex, 'id', ids))
      .whereRaw(...isOneOf(knex, 'workspace_id', sight.readable));
    return rows.map(
      ({ id, workspace_id, first_name, last_name, deleted_at }) => {
        const slug = sight.slugOf(workspace_id)!;
        return {
          type: 'staff',
          id,
          title: `${first_name} ${last_name}`,
          workspace_slug: slug,
          url: staffPath(slug, id),
          is_gone: deleted_at !== null,
        };
      },
    );
  },
};
