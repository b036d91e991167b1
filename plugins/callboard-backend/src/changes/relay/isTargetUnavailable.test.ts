import { ResponseError } from '@backstage/errors';
import { connect } from 'net';
import { isTargetUnavailable } from './isTargetUnavailable';
import { SubscriberUnavailableError } from '../Subscriber';

const catchError = (work: Promise<unknown>) => work.catch(error => error);

describe('isTargetUnavailable', () => {
  it('returns true when the server cannot be reached', async () => {
    // Nothing listens on the TCPMUX port.
    const socket = new Promise((resolve, reject) => {
      connect(1, '127.0.0.1').on('connect', resolve).on('error', reject);
    });
    expect(isTargetUnavailable(await catchError(socket))).toBe(true);
    const noSuchHost = fetch('http://no-such-host.invalid/');
    expect(isTargetUnavailable(await catchError(noSuchHost))).toBe(true);
  });

  it.each([
    [503, true],
    [502, true],
    [504, true],
    [500, false],
    [404, false],
  ])('maps the response status %d to %p', async (status, expected) => {
    const error = await ResponseError.fromResponse(
      new Response('{}', { status }),
    );
    expect(isTargetUnavailable(error)).toBe(expected);
  });

  it('returns true for SubscriberUnavailableError, also as a cause', () => {
    const unavailable = new SubscriberUnavailableError('away');
    expect(isTargetUnavailable(unavailable)).toBe(true);
    expect(isTargetUnavailable(new Error('no', { cause: unavailable }))).toBe(
      true,
    );
  });

  it('returns false for other errors, even with a circular cause', () => {
    const round: { cause?: unknown } = {};
    round.cause = round;
    const others = [new Error('ECONNREFUSED'), 'ECONNREFUSED', null, 7, round];
    expect(others.map(error => isTargetUnavailable(error))).toEqual(
      others.map(() => false),
    );
  });
});
