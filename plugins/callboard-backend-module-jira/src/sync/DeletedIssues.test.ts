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

describe('DeletedIssues', () => {
  it('requests every missing issue in turn, although most exist', async () => {
    const ids = Array.from(
      { length: 1_200 },
      (_, index) => `${10_000 + index}`,
    );
    const deleted = new Set([ids[0], ids[1], ids[700], ids[1_199]]);
    const sink = await storeMissing(ids);
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
    let offset = 0;
    for (let run = 0; run < 3; run += 1) {
      offset = await deletedIssues.delete(target, offset);
    }
    expect(sink.items.deleted).toEqual(deleted);
    expect(requested).toEqual(ids);
    expect(offset).toBe(0);
  });
});
