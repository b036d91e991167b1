import { describeCallboard } from '../../__testUtils__/describeCallboard';

describeCallboard('the API about itself', {}, callboard => {
  it('says that it is well, to anybody', async () => {
    for (const who of ['nobody', 'service', 'guest'] as const) {
      const health = await callboard().as(who).get('/health').expect(200);
      expect(health.body).toEqual({
        status: 'ok',
        relay: {
          lag_ms: expect.any(Number),
          pending: expect.any(Number),
          parked: 0,
          paused: 0,
        },
        jobs: { lag_ms: expect.any(Number), parked: 0 },
        seals: { lag_ms: expect.any(Number) },
      });
    }
  });

  it('describes itself, to anybody', async () => {
    const document = await callboard()
      .as('nobody')
      .get('/openapi.json')
      .expect(200);
    expect(document.headers['content-type']).toMatch(/^application\/json/);
    expect(document.body.paths['/workspaces/{slug}'].delete.operationId).toBe(
      'deleteWorkspace',
    );
  });
});
