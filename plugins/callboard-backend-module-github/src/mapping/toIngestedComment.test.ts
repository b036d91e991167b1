import {
  ingestedWorkItemComment,
  MAX_MENTIONS,
} from '@callboard/plugin-callboard-common';
import { OrderInSecond } from './OrderInSecond';
import { toIngestedComment } from './toIngestedComment';

describe('toIngestedComment', () => {
  it('takes at most as many mentions as Callboard accepts', () => {
    const logins = Array.from({ length: 60 }, (_, index) => `u${index}`);
    const comment = toIngestedComment(
      {
        id: 7,
        body: logins.map(login => `@${login}`).join(' '),
        html_url: 'https://github.com/lantern/payments/issues/1#issuecomment-7',
        created_at: '2026-01-02T09:00:00Z',
        updated_at: '2026-01-02T09:00:00Z',
        user: { login: 'olga' },
      },
      {
        work_item_external_id: '42',
        people: new Map(logins.map(login => [login, `user:default/${login}`])),
        orderInSecond: OrderInSecond.later,
        is_deleted: false,
      },
    );
    expect(ingestedWorkItemComment.safeParse(comment).error).toBeUndefined();
    expect(comment.mentions).toHaveLength(MAX_MENTIONS);
  });
});
