import { jiraFields, JiraIssue, jiraIssue } from '../api/shapes';
import { findJiraFields, JiraFields } from '../mapping/JiraFields';
import { FakeJira } from './fakes';

/** The fields of an issue that {@link FakeJira} has. */
type Fields = Parameters<FakeJira['addIssue']>[1];

/** An issue as a product returns it, parsed. */
export async function createJiraIssue(
  fields: Fields = {},
  product: 'cloud' | 'dataCenter' = 'cloud',
): Promise<JiraIssue> {
  const jira = new FakeJira({ product });
  jira.addUser('ada', 'Ada', { key: 'JIRAUSER10100' });
  jira.addProject('PAY', {
    versions: [
      { id: '1', name: '1.0', released: true, releaseDate: '2026-10-01' },
      { id: '2', name: '1.1', startDate: '2026-10-02' },
      { id: '3', name: '1.2' },
    ],
  });
  jira.putSprint({
    id: 7,
    name: 'Sprint 1, with a comma',
    state: 'closed',
    startDate: '2026-10-05T08:00:00.000Z',
    endDate: '2026-10-16T08:00:00.000Z',
    completeDate: '2026-10-19T08:00:00.000Z',
  });
  jira.putSprint({ id: 8, name: 'Sprint 2', goal: 'Ship' });
  jira.putSprint({ id: 9, name: 'Sprint 3', state: 'future' });
  jira.addIssue('PAY', { id: '20000' });
  const { id } = jira.addIssue('PAY', fields);
  return jiraIssue.parse(jira.read(id));
}

/** The custom fields of a product. */
export function createJiraFields(product: 'cloud' | 'dataCenter'): JiraFields {
  const fields = new FakeJira({ product }).listFields();
  return findJiraFields(jiraFields.parse(fields));
}
