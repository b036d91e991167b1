import type { StorageApi } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import type {
  Activity,
  WorkItemComment,
} from '@callboard/plugin-callboard-common';
import { click, toFakeId } from '@callboard/plugin-callboard-react/testUtils';
import {
  act,
  cleanup,
  renderHook,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork, newComment } from '../__testUtils__/FakeWork';
import { readFirstSteps } from '../__testUtils__/readFirstSteps';
import { mockScrollContainerSizes } from '../__testUtils__/mockScrollContainerSizes';
import { delayResponses } from '../__testUtils__/delayResponses';
import { renderWork } from '../__testUtils__/renderWork';
import { WorkTab } from '../entity/WorkTab';
import { linkMentions } from './CommentBody';
import { findMentionDraft } from './useMentionPicker';
import { mergeThread, type Thread, useLinkedComment } from './thread';
import { quoteMarkdown } from './ItemThread';

describe('comments on a work item', () => {
  mockScrollContainerSizes();

  async function openThread(
    server: FakeWork,
    query = '',
    storage?: StorageApi,
  ) {
    const [item] = server.items;
    const rendered = renderWork(server, {
      element: <WorkTab />,
      path: `/entity?item=${item.id}${query}`,
      storage,
    });
    const thread = await screen.findByRole('region', {
      name: 'Comments and history',
    });
    return { ...rendered, thread: within(thread) };
  }

  const newField = () =>
    screen.findByRole<HTMLTextAreaElement>('textbox', {
      name: 'Write a comment',
    });

  const choose = async (name: string, action: string) => {
    await click('button', `Actions for the comment by ${name}`);
    await click('menuitem', action);
  };

  let server: FakeWork;

  beforeEach(() => {
    server = new FakeWork();
    server.add({ title: 'Fix rounding' });
  });

  it('omits page views from the history until the user shows them', async () => {
    const views = () =>
      server.listQueries('/activity').map(query => query.get('views'));
    const { thread } = await openThread(server);
    await waitFor(() => expect(views()).toEqual(['false']));
    await userEvent.click(
      thread.getByRole('checkbox', { name: 'Show page views' }),
    );
    await waitFor(() => expect(views()).toEqual(['false', null]));
    cleanup();
    await openThread(server, '&views=true');
    await waitFor(() => expect(views()).toEqual(['false', null, null]));
  });

  it('lists comments between the changes by time and links mentioned users', async () => {
    const mona = 'user:default/mona.manager';
    server.history = [
      {
        created_at: '2026-11-20T10:00:00.000Z',
        changes: [{ field: 'title', old_value: 'One', new_value: 'Two' }],
      },
      { created_at: '2026-11-20T08:00:00.000Z', action: 'create' },
    ];
    server.comments.push(
      newComment(1, {
        body: '**Ask** @mona.manager <img src=x onerror=alert(1)>',
        mentions: [mona],
      }),
      newComment(2, {
        author_ref: null,
        author_name: 'octocat',
        source: 'github',
        external_url: 'https://github.com/a/b/issues/1#issuecomment-2',
      }),
    );
    const { thread } = await openThread(server);
    const entries = await thread.findAllByRole('listitem');
    expect(entries).toHaveLength(4);
    expect(entries[0]).toHaveTextContent('created');
    expect(within(entries[1]).getByText('Ask').tagName).toBe('STRONG');
    expect(
      within(entries[1]).getByRole('link', { name: '@Mona Manager' }),
    ).toHaveAttribute('href', '/catalog/default/user/mona.manager');
    expect(entries[1].querySelector('[onerror]')).toBeNull();
    expect(entries[2]).toHaveTextContent('octocat');
    expect(
      within(entries[2]).getByRole('link', { name: /Open in GitHub/ }),
    ).toHaveAttribute('href', 'https://github.com/a/b/issues/1#issuecomment-2');
    expect(entries[3]).toHaveTextContent('title One → Two');
    await choose('octocat', 'Quote');
    expect(screen.queryByRole('menuitem', { name: 'Delete' })).toBeNull();
    expect(await newField()).toHaveValue('> Looks good\n\n');
  });

  it('inserts mentions picked by keyboard, renders a preview and sends the comment', async () => {
    const storage = mockApis.storage();
    const { thread } = await openThread(server, '', storage);
    const field = await newField();
    await userEvent.type(field, 'Ask @mo');
    const people = await screen.findByRole('listbox', {
      name: 'People to mention',
    });
    expect(
      within(people).getByRole('option', { selected: true }),
    ).toHaveTextContent('Mona Manager');
    await userEvent.keyboard('{Enter}');
    expect(field).toHaveValue('Ask @mona.manager ');
    await userEvent.type(field, 'or @');
    await screen.findByRole('option', { name: /Zoë Zulu/ });
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(field).toHaveValue('Ask @mona.manager or @zoe.zulu ');
    await userEvent.type(field, '@x');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(screen.getByRole('dialog', { name: 'Work item' })).toBeVisible();
    await userEvent.keyboard('{Backspace}{Backspace}');
    await click('button', 'Preview');
    expect(
      await within(screen.getByRole('region', { name: 'Preview' })).findByRole(
        'link',
        { name: '@Mona Manager' },
      ),
    ).toBeVisible();
    await click('button', 'Write');
    await userEvent.type(await newField(), '{Control>}{Enter}{/Control}');
    expect(await thread.findByRole('article')).toHaveTextContent(
      'Ask @Mona Manager or @zoe.zulu',
    );
    await waitFor(async () => expect(await newField()).toHaveValue(''));
    expect(await newField()).toHaveFocus();
    expect(readFirstSteps(storage)).toEqual(['item']);
  });

  it('lists people whose name begins with the typed text before other matches, ignoring accents', async () => {
    for (const name of ['Ána Mónica', 'Jo Montero', 'Ömon Smith']) {
      server.addMember(name);
    }
    await openThread(server);
    await userEvent.type(await newField(), 'Ask @mon');
    const people = await screen.findByRole('listbox', {
      name: 'People to mention',
    });
    expect(
      within(people)
        .getAllByRole('option')
        .map(option => option.textContent),
    ).toEqual([
      expect.stringContaining('Mona Manager'),
      expect.stringContaining('Ána Mónica'),
      expect.stringContaining('Jo Montero'),
      expect.stringContaining('Ömon Smith'),
    ]);
  });

  it('keeps the draft when sending fails or the drawer is closed @full', async () => {
    await openThread(server);
    await userEvent.type(await newField(), 'Not lost');
    server.refuse('POST', 403, 'Not today');
    await click('button', 'Comment');
    expect(await screen.findByRole('alert')).toHaveTextContent('Not today');
    expect(await newField()).toHaveValue('Not lost');
    await click('button', 'Close');
    await userEvent.click(await screen.findByText('Fix rounding'));
    expect(await newField()).toHaveValue('Not lost');
  });

  it('deletes the draft once sent, even if the drawer closed during the request @full', async () => {
    const releaseResponses = delayResponses(server, /^POST/);
    await openThread(server);
    await userEvent.type(await newField(), 'Said once');
    await click('button', 'Comment');
    await waitFor(async () =>
      expect(await newField()).toHaveAttribute('readonly'),
    );
    await click('button', 'Close');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    releaseResponses();
    await waitFor(() => expect(server.comments).toHaveLength(1));
    await userEvent.click(await screen.findByText('Fix rounding'));
    await waitFor(async () => expect(await newField()).toHaveValue(''));
  });

  it('shows that a comment was not posted when the drawer is closed meanwhile', async () => {
    const releaseResponses = delayResponses(server, /^POST/);
    await openThread(server);
    await userEvent.type(await newField(), 'Not lost');
    server.refuse('POST', 403, 'Not today');
    await click('button', 'Comment');
    await click('button', 'Close');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    releaseResponses();
    expect(
      await screen.findByText('Your comment was not posted.'),
    ).toBeVisible();
  });

  it('allows authors to edit and delete comments and keeps the focus nearby', async () => {
    server.comments.push(newComment(1));
    const { thread } = await openThread(server);
    await choose('Max Member', 'Edit');
    const field = screen.getByRole('textbox', { name: 'Edit comment' });
    await waitFor(() => expect(field).toHaveFocus());
    await userEvent.clear(field);
    await userEvent.type(field, 'Looks better');
    server.refuse('PATCH', 403, 'Not today');
    await click('button', 'Save');
    expect(await thread.findByRole('alert')).toHaveTextContent(
      'Your changes were not saved. Not today',
    );
    await click('button', 'Save');
    expect(await thread.findByText('Looks better')).toBeVisible();
    expect(thread.getByText('edited')).toBeVisible();
    expect(server.sent('PATCH', 'comments')[0].ifMatch).toBe('"1"');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: /^Actions for/ }),
      ).toHaveFocus(),
    );
    await choose('Max Member', 'Delete');
    const dialog = await screen.findByRole('dialog', { name: /^Delete this/ });
    await click('button', 'Delete', dialog);
    expect(await thread.findByText('deleted a comment')).toBeVisible();
    expect(thread.queryByText('Looks better')).toBeNull();
    await waitFor(async () => expect(await newField()).toHaveFocus());
  });

  it('rejects an outdated draft at first, and overwrites the newer comment on the second save @full', async () => {
    const comment = newComment(1, { body: 'Newer', version: 2 });
    server.comments.push(comment);
    window.localStorage.setItem(
      `callboard-work.draft.user:default/max.member.comment.${comment.id}`,
      JSON.stringify({ text: 'Begun long ago', version: 1 }),
    );
    const { thread } = await openThread(server);
    await choose('Max Member', 'Edit');
    const save = screen.getByRole('button', { name: 'Save' });
    await userEvent.click(save);
    expect(await thread.findByRole('alert')).toHaveTextContent(
      'Your changes were not saved.',
    );
    expect(server.comments[0].body).toBe('Newer');
    await userEvent.click(save);
    expect(await thread.findByText('Begun long ago')).toBeVisible();
    expect(
      server.sent('PATCH', 'comments').map(({ ifMatch }) => ifMatch),
    ).toEqual(['"1"', '"2"']);
  });

  it('saves an edit on the second attempt when somebody else has changed the comment', async () => {
    const comment = newComment(1, { body: 'Old', version: 1 });
    server.comments.push(comment);
    const { thread } = await openThread(server);
    await choose('Max Member', 'Edit');
    server.comments[0] = { ...comment, body: 'Newer', version: 2 };
    const save = screen.getByRole('button', { name: 'Save' });
    await userEvent.type(screen.getByDisplayValue('Old'), ' and mine');
    await userEvent.click(save);
    expect(await thread.findByRole('alert')).toHaveTextContent(
      'Your changes were not saved.',
    );
    await userEvent.click(save);
    expect(await thread.findByText('Old and mine')).toBeVisible();
    expect(
      server.sent('PATCH', 'comments').map(({ ifMatch }) => ifMatch),
    ).toEqual(['"1"', '"2"']);
  });

  it('focuses the comment named in the URL, even if it is far back @full', async () => {
    for (let number = 1; number <= 40; number += 1) {
      server.comments.push(newComment(number, { body: `Number ${number}` }));
    }
    const [{ id }] = server.comments;
    const { thread } = await openThread(server, `&comment=${id}`);
    const linked = (await thread.findByText('Number 1')).closest('article');
    expect(linked).toHaveAttribute('aria-current', 'true');
    expect(linked).toHaveFocus();
  });

  it('shows a message when the comment named in the URL does not exist @full', async () => {
    server.comments.push(newComment(1));
    const { thread } = await openThread(server, '&comment=garbage');
    expect(
      await thread.findByText(/^The linked comment was not/),
    ).toBeVisible();
    await thread.findByRole('article');
  });

  it('shows new comments of other users on a live event @full', async () => {
    const { thread, signal } = await openThread(server);
    expect(await thread.findByText('No comments yet.')).toBeVisible();
    server.comments.push(newComment(1, { body: 'From afar' }));
    await signal({
      type: 'change',
      workspace_id: toFakeId('workspace', 1),
      entity_type: 'work_item_comment',
      entity_id: server.comments[0].id,
      action: 'create',
    } as never);
    expect(await thread.findByText('From afar')).toBeVisible();
  });

  it('denies writing to users who are neither members nor assignees', async () => {
    server.project = { ...server.project!, role: null };
    server.comments.push(
      newComment(1, { author_ref: 'user:default/mona.manager' }),
    );
    const { thread } = await openThread(server);
    expect(
      await thread.findByText(/^Only project members and assignees/),
    ).toBeVisible();
    await click('button', /^Actions for/, thread);
    expect(
      screen.getAllByRole('menuitem').map(({ textContent }) => textContent),
    ).toEqual(['Copy link']);
  });

  it('allows assignees to write @full', async () => {
    server.project = { ...server.project!, role: null };
    server.items[0].assignees = ['user:default/max.member'];
    await openThread(server);
    expect(await newField()).toBeVisible();
  });

  it('shows a comment as plain text when its Markdown is nested too deeply @full', async () => {
    server.comments.push(newComment(1, { body: '>'.repeat(2_000) }));
    const { thread } = await openThread(server);
    expect(await thread.findByText('>'.repeat(2_000))).toBeVisible();
  });
});

describe('mergeThread', () => {
  const comments = (...times: string[]) =>
    times.map(created_at => ({ created_at })) as WorkItemComment[];

  const changes = (...times: string[]) =>
    times.map(created_at => ({ created_at })) as Activity[];

  const describeEntries = ({ entries }: ReturnType<typeof mergeThread>) =>
    entries.map(entry =>
      entry.kind === 'comment'
        ? `comment ${entry.comment.created_at}`
        : `did ${entry.activity.created_at}`,
    );

  it('sorts comments and changes together, oldest first', () => {
    const thread = mergeThread(
      { items: comments('4', '2'), hasMore: false },
      { items: changes('5', '3', '1'), hasMore: false },
    );
    expect(describeEntries(thread)).toEqual([
      'did 1',
      'comment 2',
      'did 3',
      'comment 4',
      'did 5',
    ]);
    expect(thread.listsToLoad).toEqual([]);
  });

  it('omits entries beyond a gap and returns which list to load further', () => {
    const thread = mergeThread(
      { items: comments('9', '1'), hasMore: true },
      { items: changes('8', '7'), hasMore: true },
    );
    expect(describeEntries(thread)).toEqual(['did 7', 'did 8', 'comment 9']);
    expect(thread.listsToLoad).toEqual(['change']);
  });
});

describe('comment text helpers', () => {
  describe('linkMentions', () => {
    const people = new Map([
      [
        'user:default/jane',
        { name: 'Jane [Doe](x)\n<b>', href: '/people/jane' },
      ],
    ]);

    it('links mentioned users, but not unknown names or names in code', () => {
      expect(linkMentions('Hi @jane, `@jane` and @joe!', people)).toBe(
        'Hi [@Jane \\[Doe\\]\\(x\\) \\<b\\>](</people/jane>), `@jane` and @joe!',
      );
    });
  });

  describe('findMentionDraft', () => {
    it.each([
      ['@', { start: 0, search: '' }],
      ['Hi @ma', { start: 3, search: 'ma' }],
      ['Hi (@Zoë.K', { start: 4, search: 'Zoë.K' }],
    ])('returns the mention draft in %j', (text, expected) => {
      expect(findMentionDraft(text, text.length)).toEqual(expected);
    });

    it.each(['Hi', 'me@here', '@max ', '@@', '/@x'])(
      'returns undefined for %j',
      text => {
        expect(findMentionDraft(text, text.length)).toBeUndefined();
      },
    );

    it('ignores text after the caret', () => {
      expect(findMentionDraft('@max', 2)).toEqual({ start: 0, search: 'm' });
    });
  });

  describe('quoteMarkdown', () => {
    it('quotes every line', () => {
      expect(quoteMarkdown('One\n\n> Two\n')).toBe('> One\n>\n> > Two\n\n');
    });
  });
});

describe('useLinkedComment', () => {
  const MISSING_COMMENT_ID = toFakeId('item', 9_999);

  /** Renders the hook for a thread of `pages` pages, and adds pages while the hook requests more. */
  function renderLinkedComment(
    id: string | undefined,
    pages: number,
    pageOfComment = 0,
  ) {
    const [comment, deleted] = [
      newComment(1),
      newComment(2, { deleted_at: '2026-11-20T10:00:00.000Z' }),
    ];
    const loadEarlier = jest.fn();
    const createThread = (loaded: number): Thread => ({
      entries:
        loaded > pageOfComment
          ? [comment, deleted].map(stated => ({
              kind: 'comment',
              comment: stated,
            }))
          : [],
      listsToLoad: loaded < pages ? ['comment'] : [],
    });
    const { result, rerender } = renderHook(
      (thread: { data: Thread; isLoadingMore: boolean }) =>
        useLinkedComment(id, {
          ...thread,
          hasLoadMoreFailed: false,
          loadEarlier,
        }),
      { initialProps: { data: createThread(1), isLoadingMore: false } },
    );
    for (
      let loaded = 1;
      loadEarlier.mock.calls.length === loaded;
      loaded += 1
    ) {
      act(() => rerender({ data: createThread(loaded), isLoadingMore: true }));
      act(() =>
        rerender({ data: createThread(loaded + 1), isLoadingMore: false }),
      );
    }
    return { problem: result.current, loads: loadEarlier.mock.calls.length };
  }

  it.each([
    [
      'finds a comment on the loaded page',
      newComment(1).id,
      20,
      0,
      undefined,
      0,
    ],
    [
      'loads earlier pages until it finds the comment',
      newComment(1).id,
      20,
      3,
      undefined,
      3,
    ],
    ['reports a deleted comment', newComment(2).id, 20, 0, 'deleted', 0],
    ['reports a missing comment', MISSING_COMMENT_ID, 4, 0, 'missing', 3],
    [
      'stops searching after ten pages',
      MISSING_COMMENT_ID,
      50,
      0,
      'farther',
      10,
    ],
    [
      'reports an invalid id as missing without loading pages',
      'garbage',
      20,
      0,
      'missing',
      0,
    ],
    ['loads nothing without a link', undefined, 20, 0, undefined, 0],
  ])('%s', (_, id, pages, pageOfComment, problem, loads) => {
    expect(renderLinkedComment(id, pages, pageOfComment)).toEqual({
      problem,
      loads,
    });
  });
});
