/**
 * How many cases a check has to reach before it says anything: for every hundred
 * acts that were acknowledged about a third of what a run usually gives, or a
 * number for each run.
 */
const least = {
  'the log is as it was sealed': 100,
  'nobody who was erased is named in the log': { inAll: 1 },
  'acknowledged posts are stored, once, under the id that was answered': 80,
  'posts are stored whole or not at all, without an answer at most once': 15,
  'what was made is there once, with the trace of it': 15,
  'files are imported once, all of their rows or none': 1,
  'what was changed is changed once, all of it or nothing': 10,
  'what was deleted is gone, with one trace of it': 2,
  'each thing is what its traces say, and counts as many changes': 20,
  'transfers are recorded once, unless the person was there already': 2,
  'each transfer has its trace, and each trace its transfer': 2,
  'links begin and end once, as their traces say': 0.7,
  'people have the memberships that departments and links give them': {
    inAll: 5,
  },
  'subscribers inside the database saw each change once': 50,
  'subscribers inside the database saw them in order': 50,
  'subscribers outside saw each change, under its stable id': 50,
  'subscribers outside saw them in order, repetitions aside': 50,
  'nothing waits to be handed on': 50,
  'each receiver has each change once, by the webhook-id': 70,
  'each receiver has them in order per thing, but after two failures': 70,
  'each request to a receiver is signed': 70,
  'each notice is told once, to each of its people once': 400,
  'what has the same key is counted as often as it was told': { inAll: 30 },
  'no job is left, and none set aside': 5,
  'each assignee who may see it is told of it once, and nobody else': 2,
  'each comment is told once: to whom it mentions, or who follows': 4,
  'nobody is mailed twice, but where the server did not say that it took it': 25,
  'each who wants mails is to be mailed of each notification, once': 20,
  'the server has each mail that counts as sent, and only to its person': 25,
  'mails are skipped only where there was nothing to see any more': 25,
  'it is unknown of a mail only where a replica was killed': 25,
  'nobody reads in the bell what they may not see now': 15,
  'whoever may see it reads all they were told, once, and it counts': 50,
  'nobody has a copy of what they never could see': 2,
  'nobody is mailed of what they could not see then': 2,
  'nobody hears by live updates that something hidden has changed': 5,
  'the API tells what the database holds, on each replica': 15,
  'every answer is clear: done, refused, or 503 with Retry-After': 100,
  'no request is left without an end for 20 s': 100,
  'acknowledged entries are there once, others at most once': 0.6,
  'no day has more than fits into it': { inAll: 20 },
  'weeks are saved whole or not at all': { inAll: 5 },
  'a timer runs or is logged, and never both': 0.4,
  'what was submitted is what is there': { inAll: 1 },
  // In each phase: two see a change through each replica, again and again.
  'whoever watches sees a change soon, on each replica': { inAll: 14 },
  'each badge counts what its person is told soon, on each replica': {
    inAll: 14,
  },
  "Callboard's schedules run on one replica at a time": { inAll: 50 },
  "Callboard's schedules go on, and end well": { inAll: 50 },
};

/** @param acts how many were acknowledged */
export function leastOf(name, acts) {
  const { [name]: share } = least;
  if (share === undefined) {
    throw new Error(`Nobody says how many cases it takes whether ${name}`);
  }
  return share.inAll ?? Math.ceil((share * acts) / 100);
}
