/**
 * The command `yarn` of the tested portals: runs the repository's Yarn with this machine's
 * settings.
 */
import { resolve } from 'node:path';
import { yarn } from '../lib/yarn.mjs';

const args = process.argv.slice(2);
const cwd = args[0] === '--cwd' ? args.splice(0, 2)[1] : '.';

const { code, output } = await yarn('--cwd', resolve(cwd), ...args);
process.stdout.write(output);
process.exitCode = code;
