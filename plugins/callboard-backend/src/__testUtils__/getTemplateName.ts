import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createHash } from 'crypto';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

/**
 * The name of the template database with Callboard's tables. It depends on the migrations, and on
 * the month in which the log begins.
 */
export function getTemplateName(): string {
  const folder = resolvePackagePath(
    '@callboard/plugin-callboard-backend',
    'migrations',
  );
  const hash = createHash('sha256').update(
    new Date().toISOString().slice(0, 7),
  );
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter(name => name.endsWith('.js')).sort()) {
    hash.update(file).update(readFileSync(join(folder, file)));
  }
  return `callboard_template_${hash.digest('hex').slice(0, 16)}`;
}
