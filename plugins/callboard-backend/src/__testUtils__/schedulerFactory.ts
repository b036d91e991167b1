import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/** Provides a test's scheduler to the plugin, so that the test can trigger its tasks. */
export function schedulerFactory(
  scheduler: ReturnType<typeof mockServices.scheduler>,
) {
  return createServiceFactory({
    service: coreServices.scheduler,
    deps: {},
    factory: () => scheduler,
  });
}
