import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { Feature } from '../../../core/Feature';
import { FeatureTables, listTables } from '../../../database/FeatureTables';
import { listFeatureTables } from '../../../core/coreData';
import { AccessLogServices } from '../accessLog/addAccessLog';
import { IntegrityServices } from '../../integrity/addIntegrity';
import { Erasures } from './Erasures';
import { ErasureSteps } from './ErasureSteps';
import { LogEraser } from './LogEraser';
import { TableEraser } from './TableEraser';
import { TableShape, readTableShapes } from '../../../database/schema';

const erasuresData: FeatureTables = {
  domain: 'erasures',
  // A reset must not let the catalog restore erased people.
  preservedTables: ['erased_people'],
  personal: [
    {
      table: 'erasures',
      identifiedBy: [{ column: 'requested_by', holds: 'user_ref' }],
      columns: ['reason', 'started_at'],
      erasure: {},
    },
  ],
  // These columns identify the person until the erasure is complete. They are never shown: they
  // would reveal whom the pseudonym replaces.
  nonPersonalColumns: { erasures: ['user_ref', 'person'] },
};

/** Adds erasure of people from the tables of all features. */
export function addErasures(
  core: Core,
  { sealedLog }: IntegrityServices,
  { accessLog }: AccessLogServices,
  features: readonly Feature[],
): Feature {
  const { knex, reader, router } = core;
  const inventory = [...listFeatureTables(features), erasuresData];
  const personal = inventory.flatMap(data => data.personal);
  const logTables = new Set(
    inventory.flatMap(({ tablesOfLog = [] }) => tablesOfLog),
  );
  const tables = inventory
    .flatMap(listTables)
    .filter(table => !logTables.has(table));
  const steps = new ErasureSteps({
    ...core,
    personal,
    loadTableErasers: async () =>
      (await readTableShapes(knex, tables)).map(shape => {
        const { table } = shape;
        const declarations = personal.filter(each => each.table === table);
        return new TableEraser({
          reader,
          shape: table === 'erasures' ? omitPersonColumns(shape) : shape,
          declarations,
        });
      }),
    log: new LogEraser({ ...core, sealedLog }),
  });
  const erasures = new Erasures({ ...core, accessLog, steps, personal });
  erasures.registerWorker();
  router.handle(endpoints.erase, ({ caller, body }) =>
    body.dry_run
      ? erasures.preview(caller, body.user_ref)
      : erasures.start(caller, body),
  );
  router.handle(endpoints.listErasures, ({ caller, query }) =>
    erasures.list(caller, query),
  );
  router.handle(endpoints.getErasure, ({ caller, params }) =>
    erasures.get(caller, params.id),
  );
  return { data: erasuresData, services: {} };
}

/** Limits erasing in `erasures` to the columns that do not identify the person to erase. */
function omitPersonColumns({ columns, ...shape }: TableShape): TableShape {
  const erasableColumns = new Set(['requested_by', 'reason']);
  return {
    ...shape,
    columns: columns.filter(({ name }) => erasableColumns.has(name)),
  };
}
