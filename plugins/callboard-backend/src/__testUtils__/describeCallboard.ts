import { TestDatabaseId } from '@backstage/backend-test-utils';
import { databaseIds, ruleDatabaseIds } from './databases';
import { MigratedDatabases } from './MigratedDatabases';
import {
  CallboardOptions,
  startCallboard,
  TestCallboard,
} from './startCallboard';

interface GroupOptions extends CallboardOptions {
  /**
   * The databases of its tests; `ruleDatabaseIds` by default. With `tagged`, tests whose titles end
   * in `@postgres` run on all databases, and others on `ruleDatabaseIds`.
   */
  databases?: TestDatabaseId[] | 'tagged';
}

/** The suffix of the titles of tests whose results can differ between databases. */
const TAG = '@postgres';

const isTagged = (title: string) => title.endsWith(TAG);

/** The signature of `it` and `it.each(table)`: the function and timeout follow the title. */
type DeclareTest = (title: string, ...test: any[]) => void;

/** Declares only those tests of a group whose titles are chosen. */
function declareTests(
  tests: () => void,
  isChosen: (title: string) => boolean,
): void {
  const { it } = globalThis;
  const onlyChosen =
    (declare: DeclareTest): DeclareTest =>
    (title, ...test) => {
      if (isChosen(title)) declare(title, ...test);
    };
  globalThis.it = Object.assign(onlyChosen(it), it, {
    each: (...table: [any]) => onlyChosen(it.each(...table)),
  });
  try {
    tests();
  } finally {
    globalThis.it = it;
  }
}

function rejectTag(title: string): true {
  if (isTagged(title)) {
    throw new Error(`"${title}" needs a group with databases: 'tagged'`);
  }
  return true;
}

/**
 * Declares a group of tests that share one Callboard, once on each of its databases.
 *
 * @param tests - gets a function that returns the Callboard while tests run
 */
export function describeCallboard(
  name: string,
  { databases: ids = ruleDatabaseIds, ...options }: GroupOptions,
  tests: (callboard: () => TestCallboard) => void,
): void {
  const isMixed = ids === 'tagged';
  const databases = MigratedDatabases.create(isMixed ? databaseIds : ids);

  describe.each(databases.eachSupportedId())(`${name}, on %p`, databaseId => {
    let callboard: TestCallboard;

    beforeAll(async () => {
      callboard = await startCallboard(databases, databaseId, options);
    });

    afterAll(async () => {
      await callboard.stop();
    });

    declareTests(
      () => tests(() => callboard),
      title =>
        isMixed
          ? ruleDatabaseIds.includes(databaseId) || isTagged(title)
          : rejectTag(title),
    );
  });
}

/**
 * Like `describeCallboard`, for tests that check only responses: the Callboard runs no relay and no
 * queues, which saves a tenth of the time.
 */
export function describeWithoutJobs(
  ...[name, options, tests]: Parameters<typeof describeCallboard>
): void {
  describeCallboard(name, { ...options, background: false }, tests);
}
