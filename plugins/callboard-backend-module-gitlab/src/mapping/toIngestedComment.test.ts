import {
  ingestedWorkItemComment,
  MAX_COMMENT_LENGTH,
  MAX_MENTIONS,
} from '@callboard/plugin-callboard-common';
import { createGitlabIssue, project } from '../__testUtils__/createGitlabIssue';
import { GitlabNote } from '../api/shapes';
import { isReadableComment, toIngestedComment } from './toIngestedComment';

const createNote = (fields: Partial<GitlabNote> = {}): GitlabNote => ({
  id: 302,
  body: 'Seen by @Olga and @nobody',
  author: { id: 51, username: 'Olga', name: 'Olga Ober' },
  created_at: '2026-01-02T09:00:00.456Z',
  updated_at: '2026-01-02T09:00:00.456Z',
  system: false,
  ...fields,
});

const map = (
  fields?: Partial<GitlabNote>,
  people = new Map([['olga', 'user:default/olga']]),
) =>
  toIngestedComment(createNote(fields), {
    issue: createGitlabIssue(),
    project,
    people,
  });

describe('toIngestedComment', () => {
  it('maps all fields of a note', () => {
    expect(map()).toEqual({
      external_id: '302',
      work_item_external_id: '42',
      updated_at: '2026-01-02T09:00:00.456Z',
      author_ref: 'user:default/olga',
      author_name: 'Olga',
      body: 'Seen by @Olga and @nobody',
      mentions: ['user:default/olga'],
      external_url:
        'https://gitlab.example.com/lantern/payments/-/issues/7#note_302',
      created_at: '2026-01-02T09:00:00.456Z',
      edited_at: null,
      is_deleted: false,
    });
  });

  it('takes at most as many mentions as Callboard accepts', () => {
    const names = Array.from({ length: 60 }, (_, index) => `u${index}`);
    const comment = map(
      { body: names.map(name => `@${name}`).join(' ') },
      new Map(names.map(name => [name, `user:default/${name}`])),
    );
    expect(ingestedWorkItemComment.safeParse(comment).error).toBeUndefined();
    expect(comment.mentions).toHaveLength(MAX_MENTIONS);
  });

  it('sets the time of an edit', () => {
    const updated_at = '2026-01-03T09:00:00.000Z';
    expect(map({ updated_at })).toMatchObject({
      updated_at,
      edited_at: updated_at,
    });
  });

  it.each(['\u200b', 'a'.repeat(1_000_000)])(
    'converts an unsuitable body to a valid one',
    body => {
      const comment = map({ body, author: null });
      expect(ingestedWorkItemComment.safeParse(comment).error).toBeUndefined();
      expect(comment.body!.length).toBeLessThanOrEqual(MAX_COMMENT_LENGTH);
    },
  );
});

describe('isReadableComment', () => {
  it.each([
    [{}, true],
    [{ system: true }, false],
    [{ internal: true }, false],
    [{ confidential: true }, false],
  ])('returns for %j: %p', (fields, expected) => {
    expect(isReadableComment(createNote(fields))).toBe(expected);
  });
});
