import { copyPostgres, copySqlite } from '../lib/databases.mjs';
import { measureChecking } from './checking.mjs';
import { measureOffline } from './offline.mjs';
import { measurePosting } from './posting.mjs';
import { measurePseudonyms } from './pseudonyms.mjs';
import { measureRemoval } from './removal.mjs';

/** Sealing and checking the log, and removing from it. */
export async function measure(context) {
  const { server, progress } = context;
  for (const copy of [copyPostgres, copySqlite]) {
    progress('posting beside sealing');
    await onCopy(await copy(server, 'empty'), database =>
      measurePosting(context, database),
    );
    progress('checking');
    await onCopy(await copy(server, 'data'), async database => {
      await measureChecking(context, database);
      if (!database.isPostgres) return;
      await measureOffline(context, database);
      progress('pseudonyms');
      await measurePseudonyms(context, database);
      progress('erasure and retention');
      await measureRemoval(context, database);
    });
  }
}

async function onCopy(database, run) {
  try {
    await run(database);
  } finally {
    await database.stop();
  }
}
