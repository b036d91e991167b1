import { EventRateLimiter } from './EventRateLimiter';

const SOMEBODY = 'user:default/somebody';

describe('the limit of how fast a person may post', () => {
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

  it('does not count what it refuses', async () => {
    const consume = limiter();
    await consume(4);
    await expect(consume(7)).rejects.toMatchObject(refused);
    await expect(consume(100)).rejects.toMatchObject(refused);
    await consume(6);
    await expect(consume(1)).rejects.toMatchObject(refused);
  });

  it('says when to try again', async () => {
    const consume = limiter();
    await consume(10);
    jest.advanceTimersByTime(20_000);
    await expect(consume(1)).rejects.toMatchObject({ retryAfterSeconds: 40 });
    jest.advanceTimersByTime(40_000);
    await consume(10);
  });

  it('lets be posted again what could not be stored', async () => {
    const consume = limiter();
    const refund = await consume(10);
    jest.advanceTimersByTime(59_000);
    await refund();
    await consume(10);
    await expect(consume(1)).rejects.toMatchObject(refused);
  });

  it('gives nothing back when the minute is over', async () => {
    const consume = limiter();
    const refund = await consume(10);
    jest.advanceTimersByTime(60_000);
    await refund();
    await consume(10);
    await expect(consume(1)).rejects.toMatchObject(refused);
  });

  it('gives nothing back in the minute after', async () => {
    const consume = limiter();
    const refund = await consume(10);
    jest.advanceTimersByTime(60_000);
    await consume(10);
    await refund();
    await expect(consume(1)).rejects.toMatchObject(refused);
  });
});
