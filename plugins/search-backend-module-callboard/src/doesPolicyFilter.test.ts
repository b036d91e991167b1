import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { doesPolicyFilter } from './doesPolicyFilter';

describe('doesPolicyFilter', () => {
  it.each([
    [undefined, undefined, false, 0],
    [undefined, true, false, 0],
    [true, true, true, 0],
    [true, undefined, false, 1],
    [true, false, false, 1],
  ])(
    'resolves policyFilters %p with permission.enabled %p to %p with %i warnings',
    (policyFilters, enabled, expected, warnings) => {
      const logger = mockServices.logger.mock();
      const config = new ConfigReader({
        permission: { enabled },
        search: { collators: { callboard: { policyFilters } } },
      });
      expect(doesPolicyFilter(config, logger)).toBe(expected);
      expect(logger.warn).toHaveBeenCalledTimes(warnings);
    },
  );
});
