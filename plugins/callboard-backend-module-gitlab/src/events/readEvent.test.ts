import { FakeGitlab } from '../__testUtils__/fakes';
import { readEvent } from './readEvent';

const PATH = 'lantern/payments';

describe('readEvent', () => {
  const gitlab = new FakeGitlab();
  let note: number;

  beforeAll(async () => {
    gitlab.addProject(PATH, { visibility: 'private' });
    await gitlab.openIssue(PATH, { iid: 7, id: 42 });
    await gitlab.openIssue(PATH, { iid: 8, id: 43, confidential: true });
    note = (await gitlab.addNote(PATH, 7)).id;
  });

  it('reads the ids of an issue', () => {
    expect(readEvent(gitlab.createIssueEvent(PATH, 7))).toEqual({
      project_url: 'https://gitlab.example.com/lantern/payments',
      is_public: false,
      id: 42,
      iid: 7,
      is_confidential: false,
      hasComments: false,
    });
  });

  it('reads the issue of a comment', () => {
    expect(readEvent(gitlab.createNoteEvent(PATH, 7, note))).toMatchObject({
      id: 42,
      iid: 7,
      hasComments: true,
    });
  });

  it('recognises confidential issues', () => {
    const event = gitlab.createIssueEvent(PATH, 8);
    expect(readEvent(event)?.is_confidential).toBe(true);
    delete event.object_attributes.confidential;
    expect(readEvent(event)?.is_confidential).toBe(true);
  });

  it.each([
    [{ object_kind: 'push' }],
    [{ object_kind: 'issue' }],
    [{ object_kind: 'note', object_attributes: { noteable_type: 'Commit' } }],
    [null],
    ['nonsense'],
  ])('ignores other events: %j', payload => {
    expect(readEvent(payload)).toBeUndefined();
  });
});
