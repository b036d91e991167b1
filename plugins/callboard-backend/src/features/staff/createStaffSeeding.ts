import { SeedServices } from '@callboard/plugin-callboard-node';
import { Core } from '../../core/Core';
import { DatedActors } from '../../core/DatedActors';
import { StaffServices } from './StaffServices';

const newRowsOnly = {
  skip_existing: false,
  update_existing: false,
  dry_run: false,
  preview: false,
};

/** Seeding operations on staff that no endpoint offers. */
export function createStaffSeeding(
  core: Core,
  { importer }: Pick<StaffServices, 'importer'>,
): Pick<SeedServices, 'importStaff'> {
  const actors = new DatedActors(core);
  return {
    async importStaff(actor, slug, rows) {
      const workspace = await core.workspaces.getBySlug(slug);
      const table = {
        columns: Object.keys(rows[0] ?? {}),
        // The header is row 1.
        rows: rows.map((cells, index) => ({ row: index + 2, cells })),
      };
      const author = await actors.getAuthor(actor);
      return importer.importTable(author, workspace, table, newRowsOnly);
    },
  };
}
