import { DemoRootHealth } from './DemoRootHealth';

describe('the health of a portal with the demo', () => {
  function setUp() {
    const hooks: Record<string, () => void | Promise<void>> = {};
    const readiness = { isCatalogFilled: false };
    const health = new DemoRootHealth(
      {
        addStartupHook: hook => {
          hooks.start = hook;
        },
        addBeforeShutdownHook: hook => {
          hooks.stop = hook;
        },
      },
      readiness,
    );
    const status = async () => (await health.getReadiness()).status;
    return { hooks, readiness, health, status };
  }

  it('is not ready before the backend has started', async () => {
    const { readiness, status } = setUp();
    readiness.isCatalogFilled = true;
    expect(await status()).toBe(503);
  });

  it('is not ready before the demo is in the catalog', async () => {
    const { hooks, readiness, status } = setUp();
    await hooks.start();
    expect(await status()).toBe(503);
    readiness.isCatalogFilled = true;
    expect(await status()).toBe(200);
  });

  it('is not ready any more when the backend shuts down', async () => {
    const { hooks, readiness, health, status } = setUp();
    readiness.isCatalogFilled = true;
    await hooks.start();
    await hooks.stop();
    expect(await status()).toBe(503);
    expect((await health.getLiveness()).status).toBe(200);
  });
});
