import { JiraApi } from '../api/JiraApi';
import { IngestionTarget } from '../ContentIngester';
import { IssueIngester } from '../IssueIngester';
import { FakeSink } from '../__testUtils__/FakeSink';
import { DeletedIssues } from './DeletedIssues';

const entity_ref = 'component:default/payments';
const webUrl = 'https://jira.example.com';
const updated_at = '2026-01-01T00:00:00.000Z';

/** The items of issues that the list of the project lacks. */
async function storeMissing(ids: readonly string[]): Promise<FakeSink> {
  const sink = new FakeSink();
  await sink.ingest(
    '',
    ids.map(external_id => ({
      external_id,
      entity_ref,
      updated_at,
      external_url: `${webUrl}/browse/PAY-${external_id}`,
    })),
  );
  return sink;
}

/** A search for deleted issues, whose responses contain none of the issues in `deleted`. */
function createSearch(sink: FakeSink, deleted: ReadonlySet<string>) {
  const requested: string[] = [];
  const api: Partial<JiraApi> = {
    listIssueIds: async () => new Set(),
    findIssue: async id => {
      requested.push(id);
      return deleted.has(id) ? undefined : {};
    },
    now: () => Date.parse(updated_at),
  };
  const instance = { workspace: 'default', webUrl, userAnnotation: '' };
  const context = { api: api as JiraApi, sink, instance };
  const deletedIssues = new DeletedIssues({
    ...context,
    issueIngester: new IssueIngester({ ...context, visibility: null! }),
  });
  const target = {
    project: { name: 'PAY', entity_ref },
  } as unknown as IngestionTarget;
  return {
    requested,
    run: (offset: number) => deletedIssues.delete(target, offset),
  };
}

const createIds = (length: number) =>
  Array.from({ length }, (_, index) => `${10_000 + index}`);

describe('DeletedIssues', () => {
  it('requests every missing issue in turn, although most exist', async () => {
    const ids = createIds(1_200);
    const deleted = new Set([ids[0], ids[1], ids[700], ids[1_199]]);
    const sink = await storeMissing(ids);
    const search = createSearch(sink, deleted);
    let offset = 0;
    for (let run = 0; run < 3; run += 1) {
      offset = await search.run(offset);
    }
    expect(sink.items.deleted).toEqual(deleted);
    expect(search.requested).toEqual(ids);
    expect(offset).toBe(0);
  });

  it.each([0, 1_500])(
    'deletes no issues if the token has lost access to more than one run requests, from offset %d',
    async offset => {
      const ids = createIds(2_000);
      const sink = await storeMissing(ids);
      await expect(
        createSearch(sink, new Set(ids)).run(offset),
      ).rejects.toThrow(/404 for 500 of 500 issues/);
      expect(sink.items.live.size).toBe(2_000);
    },
  );

  it('deletes many issues that are a small part of the stored issues', async () => {
    const ids = createIds(2_000);
    const deleted = new Set(ids.slice(0, 100));
    const sink = await storeMissing(ids);
    expect(await createSearch(sink, deleted).run(0)).toBe(400);
    expect(sink.items.deleted).toEqual(deleted);
  });
});
