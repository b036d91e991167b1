import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { getTraceparent, withSpan } from './tracing';

describe('without a registered tracer provider', () => {
  beforeAll(() => {
    context.setGlobalContextManager(
      new AsyncLocalStorageContextManager().enable(),
    );
  });

  afterAll(() => {
    context.disable();
    // Isolates the modules of this file: tracers that other files use can be bound to a provider.
    jest.resetModules();
  });

  it('returns no trace context to store', async () => {
    const stored = await withSpan('change', {}, async () => ({
      hasSpan: trace.getActiveSpan() !== undefined,
      traceparent: getTraceparent(),
    }));
    expect(stored).toEqual({ hasSpan: true, traceparent: null });
  });

  it('continues a stored trace', async () => {
    const cause = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
    const stored = await withSpan('job', { causes: [null, cause] }, async () =>
      getTraceparent(),
    );
    expect(stored).toBe(cause);
  });
});
