/**
 * A Callboard in a process of its own, over data that are there. Returns which numbers
 * it has computed since the last call.
 */
import { loadBackend } from '../../lib/backend.mjs';
import { connect } from '../../lib/databases.mjs';
import { input, serve } from '../../lib/worker.mjs';

const { SharedAnswers } = loadBackend(
  'features/dashboards/numbers/SharedAnswers',
);
const { startCallboardOn } = loadBackend('__testUtils__/startCallboard');

/** When each answer was computed, by its query. */
let computed = new Map();

const { get } = SharedAnswers.prototype;
SharedAnswers.prototype.get = function note(query, compute, ...others) {
  const notingTime = () => {
    computed.set(query, [...(computed.get(query) ?? []), performance.now()]);
    return compute();
  };
  return get.call(this, query, notingTime, ...others);
};

const callboard = await startCallboardOn(connect(input().connectionString));

function takeComputed() {
  const all = [...computed.values()];
  computed = new Map();
  const pauses = all.flatMap(times =>
    times.slice(1).map((time, nth) => time - times[nth]),
  );
  return {
    answers: all.length,
    computations: all.flat().length,
    shortestPause: Math.min(...pauses),
  };
}

serve(async query =>
  query === 'address'
    ? { port: callboard.port, base: callboard.base }
    : takeComputed(),
);
