import { EventRateLimiter } from './EventRateLimiter';

const SOMEBODY = 'user:default/somebody';

describe('EventRateLimiter', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const limiter = () => {
    const limits = new EventRateLimiter(10);
    return (events: number) => limits.consume(SOMEBODY, events);
  };

  const refused = { name: 'TooManyRequestsError', statusCode: 429 };

  it('counts only accepted events towards the limit', async () => {
    const consume = limiter();
    await consume(4);
    await expect(consume(7)).rejects.toMatchObject(refused);
    await expect(consume(100)).rejects.toMatchObject(refused);
    await consume(6);
    await expect(consume(1)).rejects.toMatchObject(refused);
  });

  it('accepts a batch above the limit once a minute', async () => {
    const consume = limiter();
    await consume(100);
    await expect(consume(1)).rejects.toMatchObject(refused);
    jest.advanceTimersByTime(60_000);
    await consume(100);
  });

  it('returns the seconds until the next attempt when it rejects', async () => {
    const consume = limiter();
    await consume(10);
    jest.advanceTimersByTime(20_000);
    await expect(consume(1)).rejects.toMatchObject({ retryAfterSeconds: 40 });
    jest.advanceTimersByTime(40_000);
    await consume(10);
  });

  it('allows refunded events again within the same minute', async () => {
    const consume = limiter();
    const refund = await consume(10);
    jest.advanceTimersByTime(59_000);
    await refund();
    await consume(10);
    await expect(consume(1)).rejects.toMatchObject(refused);
  });

  it('ignores a refund after the minute has ended', async () => {
    const consume = limiter();
    const refund = await consume(10);
    jest.advanceTimersByTime(60_000);
    await refund();
    await consume(10);
    await expect(consume(1)).rejects.toMatchObject(refused);
  });

  it('ignores a refund in the next minute after new events were counted', async () => {
    const consume = limiter();
    const refund = await consume(10);
    jest.advanceTimersByTime(60_000);
    await consume(10);
    await refund();
    await expect(consume(1)).rejects.toMatchObject(refused);
  });
});
