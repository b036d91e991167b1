/** Stores the last duration of each test file in seconds, to order and estimate later runs. */
import fs from 'node:fs';
import path from 'node:path';
import { varFolder } from '../lib/paths.mjs';

const file = path.join(varFolder, 'test-times.json');

/** @returns seconds by path relative to the repository; empty before the first run */
export function readTestTimes() {
  try {
    return new Map(Object.entries(JSON.parse(fs.readFileSync(file, 'utf8'))));
  } catch {
    return new Map();
  }
}

/** Adds the durations of a run: `[{ path, seconds }]`. */
export function storeTestTimes(files) {
  const times = readTestTimes();
  files.forEach(({ path: name, seconds }) =>
    times.set(name, Math.round(seconds * 10) / 10),
  );
  fs.mkdirSync(varFolder, { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(Object.fromEntries(times))}\n`);
}

/**
 * @param paths - test files
 * @returns the seconds that the files take one after the other. A file without a stored duration
 *   counts as the mean of all stored durations, or as NaN if none is stored
 */
export function estimateSeconds(paths) {
  const times = readTestTimes();
  const known = [...times.values()];
  const mean = known.reduce((sum, seconds) => sum + seconds, 0) / known.length;
  return paths.reduce((sum, name) => sum + (times.get(name) ?? mean), 0);
}
