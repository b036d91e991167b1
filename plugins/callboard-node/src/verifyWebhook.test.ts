import { Webhook } from 'standardwebhooks';
import { verifyWebhook, WebhookVerificationError } from './verifyWebhook';

const SECRET = `whsec_${Buffer.alloc(32, 'a').toString('base64')}`;
const OTHER = `whsec_${Buffer.alloc(32, 'b').toString('base64')}`;
const body = JSON.stringify({ type: 'work_item.create', data: { id: 'ü' } });

function createHeaders(date: Date): Record<string, string> {
  return {
    'webhook-id': 'msg-1',
    'webhook-timestamp': String(Math.floor(date.getTime() / 1_000)),
    'webhook-signature': new Webhook(SECRET).sign('msg-1', date, body),
  };
}

describe('verifyWebhook', () => {
  const headers = createHeaders(new Date());

  it.each([
    ['a string', body],
    ['a buffer', Buffer.from(body)],
  ])(
    'returns the id and payload of a signed body passed as %s',
    (_kind, rawBody) => {
      expect(verifyWebhook({ secret: SECRET, headers, body: rawBody })).toEqual(
        {
          id: 'msg-1',
          payload: JSON.parse(body),
        },
      );
    },
  );

  it('accepts header names in any case', () => {
    const upperCase = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key.toUpperCase(), value]),
    );
    const { id } = verifyWebhook({ secret: SECRET, headers: upperCase, body });
    expect(id).toBe('msg-1');
  });

  it('accepts a signature by any of several secrets', () => {
    const { id } = verifyWebhook({ secret: [OTHER, SECRET], headers, body });
    expect(id).toBe('msg-1');
  });

  it.each([
    ['a wrong secret', { secret: OTHER }],
    ['an empty list of secrets', { secret: [] }],
    ['an empty secret', { secret: '' }],
    ['a secret that is not Base64', { secret: 'whsec_?' }],
    ['a changed body', { body: `${body} ` }],
    ['a changed id', { headers: { ...headers, 'webhook-id': 'msg-2' } }],
    ['a missing signature', { headers: { 'webhook-id': 'msg-1' } }],
    [
      'an old request',
      { headers: createHeaders(new Date(Date.now() - 600_000)) },
    ],
  ])('rejects %s', (_what, overrides) => {
    expect(() =>
      verifyWebhook({ secret: SECRET, headers, body, ...overrides }),
    ).toThrow(WebhookVerificationError);
  });
});
