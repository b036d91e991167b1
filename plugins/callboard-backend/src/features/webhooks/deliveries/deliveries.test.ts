import { webhookPayload } from '@callboard/plugin-callboard-common';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { setTimeout as sleep } from 'timers/promises';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { changesIn, tracesOf } from '../../../__testUtils__/tracesOf';
import { until } from '../../../__testUtils__/until';
import { untilRelayed } from '../../../__testUtils__/untilRelayed';
import { Hooks, namesIn } from '../__testUtils__/Hooks';
import { Receiver } from '../__testUtils__/Receiver';

describeCallboard(
  'deliveries',
  {
    config: {
      webhooks: { allow: ['127.0.0.1'], retrySeconds: [0.05, 0.05, 0.05] },
    },
  },
  callboard => {
    const receivers: Receiver[] = [];
    let receiver: Receiver;
    let hooks: Hooks;

    async function newReceiver(): Promise<Receiver> {
      receivers.push(await Receiver.start());
      return receivers[receivers.length - 1];
    }

    const boss = () => callboard().as('superAdmin');

    beforeEach(async () => {
      receiver = await newReceiver();
      hooks = await Hooks.in(callboard());
    });

    afterEach(async () => {
      await untilRelayed(callboard().knex);
      await Promise.all(receivers.splice(0).map(each => each.stop()));
    });

    it('tell of a change as the API shows it, signed', async () => {
      const { path, secret } = await hooks.make(receiver);
      const id = await hooks.makeDepartment();
      const [delivery] = await hooks.settled(path);
      const [{ headers, text, body }] = receiver.received;
      expect(new StandardWebhook(secret).verify(text, headers)).toEqual(body);
      expect(headers['webhook-id']).toBe(delivery.id);

      const shown = await boss().get(`${hooks.workspace}/departments/${id}`);
      const [trace] = await tracesOf(callboard(), id);
      expect(webhookPayload.parse(body)).toEqual({
        type: 'department.create',
        timestamp: trace.created_at,
        data: shown.body,
        workspace_id: expect.any(String),
        activity: {
          id: trace.id,
          actor: {
            user_ref: 'user:default/sue.super',
            display_name: 'Sue Super',
          },
          action: 'create',
          changes: trace.changes,
        },
      });
      expect(delivery).toMatchObject({
        type: 'department.create',
        activity_id: trace.id,
        entity_label: 'Sales',
        status: 'delivered',
        try_count: 1,
        last_status_code: 204,
        next_attempt_at: null,
      });
      expect(await hooks.read(path)).toMatchObject({
        consecutive_failures: 0,
        last_delivery_at: expect.any(String),
        last_success_at: expect.any(String),
        version: 1,
      });
    });

    it('are logged with request, response and each try', async () => {
      receiver.answerWith((res, { headers }) => {
        const isFirst = receiver.received.length === 1;
        res
          .writeHead(isFirst ? 500 : 200, { 'x-seen': headers['webhook-id'] })
          .end(isFirst ? 'no' : 'yes');
      });
      const { path } = await hooks.make(receiver);
      await hooks.makeDepartment();
      const [{ id }] = await hooks.settled(path);
      const { request_body, tries } = await hooks.detail(path, id);
      const [first, second] = receiver.received;
      expect(request_body).toBe(first.text);
      expect(second.text).toBe(first.text);
      expect(second.headers['webhook-id']).toBe(id);
      expect(tries).toMatchObject([
        { number: 2, status_code: 200, response_body: 'yes', error: null },
        {
          number: 1,
          status_code: 500,
          response_body: 'no',
          url: receiver.url,
          request_headers: {
            'webhook-id': id,
            'webhook-signature': first.headers['webhook-signature'],
          },
          response_headers: { 'x-seen': id },
        },
      ]);
    });

    it('are of what the webhook subscribes to in its workspace alone', async () => {
      const other = await Hooks.in(callboard());
      const { path } = await hooks.make(receiver, ['department.update']);
      await other.makeDepartment('Elsewhere');
      const id = await hooks.makeDepartment('Before');
      await hooks.rename(id, 'After');
      const found = await hooks.settled(path);
      expect(found.map(({ type }) => type)).toEqual(['department.update']);
      expect(namesIn(receiver)).toEqual(['After']);
    });

    it('are one for each thing of a bulk operation, and one for all', async () => {
      const { path } = await hooks.make(receiver, [
        'department.*',
        'workspace.bulk_import',
      ]);
      const csv = 'name\nOne\nTwo\n';
      await boss()
        .post(`${hooks.workspace}/departments/bulk-import`)
        .attach('file', Buffer.from(csv), 'teams.csv')
        .expect(200);
      const types = (await hooks.settled(path)).map(({ type }) => type);
      expect(types.sort()).toEqual([
        'department.create',
        'department.create',
        'workspace.bulk_import',
      ]);
    });

    it('come in order for each thing, and pass one that has failed twice', async () => {
      const id = await hooks.makeDepartment('0');
      const other = await hooks.makeDepartment('x');
      let sayOtherCame: () => void;
      const otherCame = new Promise<void>(resolve => {
        sayOtherCame = resolve;
      });
      receiver.answerWith(async (res, { body }) => {
        const { name } = body.data;
        if (name === 'y') sayOtherCame();
        // What comes in order for one thing holds up no other.
        if (name === '1') await otherCame;
        res.writeHead(name === '1' ? 500 : 204).end();
      });
      const { path } = await hooks.make(receiver, ['department.update']);
      for (const name of ['1', '2', '3']) {
        await hooks.rename(id, name);
      }
      await hooks.rename(other, 'y');
      await hooks.settled(path);
      const names = namesIn(receiver).filter(name => name !== 'y');
      // It is tried twice while the others wait, and twice more beside them.
      expect(names.slice(0, 2)).toEqual(['1', '1']);
      expect(names.indexOf('2')).toBeLessThan(names.lastIndexOf('1'));
      expect(names.filter(name => name !== '1')).toEqual(['2', '3']);
      expect(names.filter(name => name === '1')).toHaveLength(4);
    });

    it('end when none succeeds any more, and can be replayed then', async () => {
      receiver.answerWith(500);
      const { path, id } = await hooks.make(receiver);
      const start = new Date(Date.now() - 1_000).toISOString();
      const department = await hooks.makeDepartment('1');
      const [given] = await hooks.settled(path);
      expect(given).toMatchObject({ status: 'failed', attempts: 4 });
      expect(await hooks.read(path)).toMatchObject({
        is_active: false,
        disabled_reason: 'failing',
        consecutive_failures: 4,
      });
      const traces = await tracesOf(callboard(), id);
      const trace = traces[traces.length - 1];
      expect(trace).toMatchObject({
        action: 'deactivate',
        user_id: 'system:callboard/callboard',
      });
      expect(changesIn(trace)).toEqual({
        is_active: [true, false],
        disabled_reason: [null, 'failing'],
      });

      await hooks.rename(department, '2');
      const [missed] = await hooks.settled(path);
      expect(missed).toMatchObject({
        status: 'failed',
        try_count: 0,
        last_error: 'The webhook was deactivated',
      });

      receiver.answerWith(204);
      receiver.received.splice(0);
      const active = await boss().patch(path, { is_active: true }).expect(200);
      expect(active.body).toMatchObject({
        disabled_reason: null,
        consecutive_failures: 0,
      });
      const end = new Date(Date.now() + 1_000).toISOString();
      const range = { start, end, status: 'failed' };
      const replayed = await boss().post(`${path}/replay`, range).expect(200);
      expect(replayed.body).toEqual({ queued: 2 });
      const again = await hooks.settled(path);
      expect(again.map(({ status }) => status)).toEqual([
        'delivered',
        'delivered',
      ]);
      expect(namesIn(receiver)).toEqual(['1', '2']);
      const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
      expect(ids).toEqual([given.id, missed.id]);
    });

    it('do not end while others succeed', async () => {
      // The third try of one waits until another has succeeded.
      receiver.answerWith(async (res, { body }) => {
        const isBad = body.data.name === 'bad';
        if (isBad && receiver.received.length > 2) {
          await until(() => namesIn(receiver).includes('good'));
        }
        res.writeHead(isBad ? 500 : 204).end();
      });
      const { path } = await hooks.make(receiver);
      await hooks.makeDepartment('bad');
      await until(() => receiver.received.length > 2);
      await hooks.makeDepartment('good');
      const statuses = (await hooks.settled(path)).map(({ status }) => status);
      expect(statuses).toEqual(['delivered', 'failed']);
      expect((await hooks.read(path)).is_active).toBe(true);
    });

    it('end at once when the receiver is gone', async () => {
      receiver.answerWith(410);
      const { path } = await hooks.make(receiver);
      await hooks.makeDepartment();
      await hooks.settled(path);
      expect(receiver.received).toHaveLength(1);
      expect(await hooks.read(path)).toMatchObject({
        is_active: false,
        disabled_reason: 'gone',
      });
    });

    /** Answers one request only when it is told to. */
    function hold(nth: number, status: number) {
      let release = () => {};
      const isHeld = () => receiver.received.length >= nth;
      receiver.answerWith(res => {
        const answer = () => res.writeHead(status).end();
        if (receiver.received.length === nth) {
          release = answer;
        } else {
          answer();
        }
      });
      return { isHeld, release: () => release() };
    }

    it('that are replayed during their last try are sent again', async () => {
      const last = hold(4, 500);
      const { path } = await hooks.make(receiver);
      await hooks.makeDepartment();
      const [{ id }] = await hooks.deliveries(path);
      await until(last.isHeld);
      await boss().post(`${path}/deliveries/${id}/replay`).expect(200);
      receiver.answerWith(204);
      last.release();
      const [delivery] = await hooks.settled(path);
      expect(delivery).toMatchObject({
        status: 'delivered',
        attempts: 1,
        try_count: 5,
      });
      expect((await hooks.read(path)).is_active).toBe(true);
    });

    it('go on when who is gone is not the receiver any more', async () => {
      const gone = hold(1, 410);
      const { path } = await hooks.make(receiver);
      await hooks.makeDepartment();
      await until(gone.isHeld);
      const other = await newReceiver();
      await boss().patch(path, { url: other.url }).expect(200);
      gone.release();
      const [delivery] = await hooks.settled(path);
      expect(delivery.status).toBe('delivered');
      expect(other.received).toHaveLength(1);
      expect((await hooks.read(path)).is_active).toBe(true);
    });

    it('that have not begun go to the new address, with the new secret', async () => {
      const held: Array<() => void> = [];
      receiver.answerWith(res => {
        held.push(() => res.writeHead(204).end());
      });
      const { path } = await hooks.make(receiver);
      for (let made = 0; made < 12; made += 1) {
        await hooks.makeDepartment(`D${made}`);
      }
      await until(() => held.length === 8);
      const other = await newReceiver();
      await boss().patch(path, { url: other.url }).expect(200);
      const { body } = await boss()
        .post(`${path}/rotate-secret`, { overlap_hours: 0 })
        .expect(200);
      // What is known of a webhook may be a moment old.
      await sleep(150);
      held.forEach(answer => answer());
      await hooks.settled(path);
      expect(receiver.received).toHaveLength(8);
      expect(other.received).toHaveLength(4);
      for (const { text, headers } of other.received) {
        new StandardWebhook(body.secret).verify(text, headers);
      }
    });

    it('with long bodies are sent whole', async () => {
      const { path } = await hooks.make(receiver);
      const { body } = await boss()
        .post(`${hooks.workspace}/departments`, {
          name: 'Long',
          description: 'ü'.repeat(4_000),
        })
        .expect(201);
      await hooks.settled(path);
      expect(receiver.received[0].body.data.description).toBe(body.description);
    });

    it('of a webhook that is turned off fail', async () => {
      receiver.answerWith((res, { body }) => {
        res.writeHead(503, { 'retry-after': '3600' }).end();
        expect(body.type).toBe('department.create');
      });
      const { path } = await hooks.make(receiver);
      await hooks.makeDepartment();
      while ((await hooks.deliveries(path))[0]?.attempts !== 1) {
        // It is tried soon.
      }
      const [{ next_attempt_at }] = await hooks.deliveries(path);
      expect(Date.parse(next_attempt_at!)).toBeGreaterThan(
        Date.now() + 3_500_000,
      );
      await boss().patch(path, { is_active: false }).expect(200);
      const [off] = await hooks.deliveries(path);
      expect(off).toMatchObject({ status: 'failed', next_attempt_at: null });
      expect((await hooks.read(path)).disabled_reason).toBeNull();
      await hooks.makeDepartment('Unheard');
      expect(await hooks.deliveries(path)).toHaveLength(1);
    });

    it('are signed with both secrets while one is rotated', async () => {
      const { path, secret } = await hooks.make(receiver);
      const rotated = await boss().post(`${path}/rotate-secret`, {});
      await hooks.makeDepartment();
      await hooks.settled(path);
      const [{ headers, text }] = receiver.received;
      for (const each of [secret, rotated.body.secret]) {
        new StandardWebhook(each).verify(text, headers);
      }
      const last = await boss()
        .post(`${path}/rotate-secret`, { overlap_hours: 0 })
        .expect(200);
      await hooks.makeDepartment('Other');
      await hooks.settled(path);
      const signed = receiver.received[1];
      new StandardWebhook(last.body.secret).verify(signed.text, signed.headers);
      expect(() =>
        new StandardWebhook(rotated.body.secret).verify(
          signed.text,
          signed.headers,
        ),
      ).toThrow();
    });

    it('can be tests, and be replayed under their id', async () => {
      const { path, id } = await hooks.make(receiver);
      const sent = await boss().post(`${path}/test`).expect(201);
      expect(sent.body).toMatchObject({
        type: 'webhook.test',
        status: 'pending',
      });
      await hooks.settled(path);
      await boss()
        .post(`${path}/deliveries/${sent.body.id}/replay`)
        .expect(200);
      const found = await hooks.settled(path);
      expect(found).toMatchObject([{ status: 'delivered', try_count: 2 }]);
      const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
      expect(ids).toEqual([sent.body.id, sent.body.id]);
      const traces = await tracesOf(callboard(), id);
      expect(traces.map(({ action }) => action)).toEqual([
        'create',
        'test',
        'replay',
      ]);
      expect(receiver.received[0].body.activity.id).toBe(traces[1].id);
    });

    it('are eight at a time, and hold up no other webhook', async () => {
      const held: Array<() => void> = [];
      receiver.answerWith(async res => {
        await new Promise<void>(resolve => held.push(resolve));
        res.writeHead(204).end();
      });
      const quick = await newReceiver();
      const slow = await hooks.make(receiver);
      const other = await hooks.make(quick);
      for (let made = 0; made < 12; made += 1) {
        await hooks.makeDepartment(`D${made}`);
      }
      await hooks.settled(other.path);
      expect(quick.received).toHaveLength(12);
      while (held.length < 8) {
        await hooks.deliveries(slow.path);
      }
      expect(held).toHaveLength(8);
      const release = setInterval(
        () => held.splice(0).forEach(end => end()),
        5,
      );
      await hooks.settled(slow.path);
      clearInterval(release);
      expect(receiver.received).toHaveLength(12);
    });

    it('are counted by hour', async () => {
      const { path } = await hooks.make(receiver);
      await hooks.makeDepartment();
      await hooks.settled(path);
      const { body } = await boss().get(`${path}/health`).expect(200);
      expect(body.hours).toHaveLength(24);
      const sum = (name: string) =>
        body.hours.reduce((all: number, hour: any) => all + hour[name], 0);
      expect([sum('delivered'), sum('failed'), sum('pending')]).toEqual([
        1, 0, 0,
      ]);
      expect(body).toMatchObject({ pending: 0, failed: 0 });
    });

    it('are listed by status and type, page by page', async () => {
      const { path } = await hooks.make(receiver);
      const id = await hooks.makeDepartment();
      await hooks.rename(id, 'Other');
      await hooks.settled(path);
      const list = async (query: string) =>
        (await boss().get(`${path}/deliveries?${query}`).expect(200)).body;
      const typesIn = ({ items }: { items: Array<{ type: string }> }) =>
        items.map(({ type }) => type);
      const first = await list('limit=1');
      expect(typesIn(first)).toEqual(['department.update']);
      const second = await list(`limit=1&cursor=${first.next_cursor}`);
      expect(typesIn(second)).toEqual(['department.create']);
      expect(second.next_cursor).toBeNull();
      expect(typesIn(await list('type=department.create'))).toHaveLength(1);
      expect(typesIn(await list('status=failed'))).toEqual([]);
      expect(typesIn(await list('status=delivered'))).toHaveLength(2);
    });
  },
);
