import { Config } from '@backstage/config';
import { z } from 'zod';

const KEY = 'backend.auditor.severityLogLevelMappings';

const level = z.enum(['debug', 'info', 'warn', 'error']);

const schema = z.object({
  low: level.default('debug'),
  medium: level.default('info'),
  high: level.default('info'),
  critical: level.default('info'),
});

/**
 * The log levels of audit events by severity: the platform's setting, with its defaults.
 *
 * @throws Error naming the invalid key
 */
export function readSeverityLogLevels(root: Config): z.output<typeof schema> {
  const { data, error } = schema.safeParse(root.getOptional(KEY) ?? {});
  if (error) {
    const [{ path, message }] = error.issues;
    throw new Error(
      `Invalid configuration: ${[KEY, ...path].join('.')}: ${message}`,
    );
  }
  return data;
}
