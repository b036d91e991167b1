import { mockServices } from '@backstage/backend-test-utils';
import { isWebhookSecretKnown } from './isWebhookSecretKnown';

const known = (
  webhookSecret: string | undefined,
  enabled: boolean,
  environment = 'development',
) => {
  const data = {
    demo: { enabled },
    events: { modules: { github: { webhookSecret } } },
  };
  return isWebhookSecretKnown(mockServices.rootConfig({ data }), environment);
};

describe('isWebhookSecretKnown', () => {
  it("lets the demo's secret open the demo and nothing else", () => {
    expect(known('callboard-demo', true)).toBe(false);
    expect(known('callboard-demo', false)).toBe(true);
    expect(known('callboard-demo', true, 'production')).toBe(true);
  });

  it('has nothing against other secrets, or none', () => {
    expect(known('our own', false, 'production')).toBe(false);
    expect(known(undefined, false, 'production')).toBe(false);
  });
});
