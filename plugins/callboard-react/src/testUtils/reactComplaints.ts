/** What React writes to the console about elements it can make nothing of. */
const complaint =
  /children with the same key|not valid as a React child|Failed prop type|Invalid (DOM|value|attribute)|unknown prop/i;

/**
 * Those of the calls of `console.error` in which React complains about what it
 * was given to draw; what jsdom cannot do is none of them.
 *
 * @internal
 */
export function reactComplaints(calls: readonly unknown[][]): string[] {
  return calls
    .map(([message, ...details]) =>
      details.reduce<string>(
        // React names the kind of what failed, such as "prop", among the details.
        (text, detail) => text.replace('%s', () => String(detail)),
        String(message),
      ),
    )
    .filter(text => complaint.test(text));
}
