import { createHmac } from 'crypto';
import { ConfigReader } from '@backstage/config';
import { readJiraConfig } from '../readJiraConfig';
import { createSignatureValidator } from './createSignatureValidator';

const cloud = { host: 'a.atlassian.net', token: 't', webhookSecret: 'one' };
const dataCenter = {
  host: 'jira.example.com',
  id: 'jira-dc',
  token: 't',
  webhookSecret: 'two',
};

const sign = (secret: string, text: string, algorithm = 'sha256') =>
  `${algorithm}=${createHmac(algorithm, secret).update(text).digest('hex')}`;

const createEvent = (host: string) => ({
  webhookEvent: 'jira:issue_updated',
  issue: { id: '1', self: `https://${host}/rest/api/2/issue/1` },
});

/** Whether the signature of an event about an issue at `host` is accepted. */
async function isAccepted(
  jira: object[],
  { host = cloud.host, signature }: { host?: string; signature?: string },
  text = JSON.stringify(createEvent(host)),
) {
  const validate = createSignatureValidator(
    readJiraConfig(new ConfigReader({ callboard: { jira } } as any)),
  );
  const reject = jest.fn();
  await validate(
    {
      body: createEvent(host),
      headers: { 'x-hub-signature': signature },
      raw: { body: Buffer.from(text), encoding: 'utf-8' },
    },
    { reject },
  );
  return reject.mock.calls.length === 0;
}

const text = JSON.stringify(createEvent(cloud.host));

describe('createSignatureValidator', () => {
  it('accepts the signature of the instance', async () => {
    const signature = sign('one', text);
    expect(await isAccepted([cloud], { signature })).toBe(true);
    expect(await isAccepted([cloud, dataCenter], { signature })).toBe(true);
  });

  it.each([
    ['no signature', undefined],
    ['another secret', sign('other', text)],
    ['another algorithm', sign('one', text, 'sha1')],
    ['a signature of another body', sign('one', `${text} `)],
    ['a signature without its algorithm', sign('one', text).slice(7)],
    ['a short signature', 'sha256=00'],
  ])('rejects %s', async (_, signature) => {
    expect(await isAccepted([cloud], { signature })).toBe(false);
  });

  it('rejects an event about another instance than the one that signed it', async () => {
    const { host } = dataCenter;
    const signature = sign('one', JSON.stringify(createEvent(host)));
    expect(await isAccepted([cloud, dataCenter], { host, signature })).toBe(
      false,
    );
  });

  it('rejects everything if the instance has no secret', async () => {
    const jira = [{ ...cloud, webhookSecret: undefined }, dataCenter];
    const signature = sign('', text);
    expect(await isAccepted(jira, { signature })).toBe(false);
  });
});
